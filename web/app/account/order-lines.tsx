import type { Order } from "../../../contract/http/orders.ts";
import type { Refund } from "../../../contract/http/refunds.ts";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type OrderLinesProps = { order: Order; refunds: readonly Refund[] };

/** What an order costs, line by line, and what of it came back. */
export function OrderLines({ order, refunds }: OrderLinesProps) {
  const { account, disputes } = useMessages();
  const format = useMoney();
  const words = account.order;
  const lines = [
    [order.isPurchase ? words.fixedPrice : words.hammer, order.priceMinor],
    [words.premium, order.premiumMinor],
    [words.shipping, order.shippingMinor],
    [words.tax, order.taxMinor],
  ] as const;
  const show = (amountMinor: number) => format({ amountMinor, currency: order.currency }, { exact: true });
  // What was sent again is in the one that sent it.
  const listed = refunds.filter(({ status }) => status !== "resent");
  const listedMinor = listed.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  // A lost dispute gave something back that is no refund of ours.
  const otherMinor = order.refundedMinor - listedMinor;
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2 text-sm">
      {lines.map(([label, amountMinor]) => (
        <Line key={label} label={label} amount={show(amountMinor)} />
      ))}
      <div className="col-span-2 my-1 h-px bg-line" />
      <dt className="text-base font-semibold">{words.total}</dt>
      <dd className="text-right font-display text-xl font-bold tabular">{show(order.totalMinor)}</dd>
      {listed.map((refund) => (
        <RefundLine key={refund.id} refund={refund} amount={show(-refund.amountMinor)} />
      ))}
      {otherMinor > 0 ? <Line label={words.refunded} amount={show(-otherMinor)} /> : null}
      {order.refundedMinor > 0 ? <div className="col-span-2 my-1 h-px bg-line" /> : null}
      {order.refundedMinor > 0 ? (
        <div className="contents font-semibold">
          <dt>{disputes.refunds.paid}</dt>
          <dd className="text-right tabular">{show(order.totalMinor - order.refundedMinor)}</dd>
        </div>
      ) : null}
    </dl>
  );
}

function Line({ label, amount }: { label: string; amount: string }) {
  return (
    <div className="contents">
      <dt className="text-muted">{label}</dt>
      <dd className="text-right tabular">{amount}</dd>
    </div>
  );
}

/** One refund: why, when, how far it is. */
function RefundLine({ refund, amount }: { refund: Refund; amount: string }) {
  const words = useMessages().disputes.refunds;
  const { reason, status, note, at, settlement } = refund;
  return (
    <div className="contents">
      <dt className="min-w-0">
        {words.reasons[reason]}
        <span className="block text-muted">
          <Time atMs={Date.parse(at)} format="date" /> · {words.statuses[status]}
        </span>
        {settlement ? (
          <span className="block break-words text-muted">
            {words.means[settlement.means]}, {words.reference(settlement.reference)}
          </span>
        ) : null}
        {note ? <span className="block break-words text-muted">“{note}”</span> : null}
      </dt>
      <dd className="text-right tabular">{amount}</dd>
    </div>
  );
}
