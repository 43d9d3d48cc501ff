import type { Payout } from "../../../contract/http/wallet.ts";
import type { BadgeTone } from "../components/badge.tsx";
import { Badge } from "../components/badge.tsx";
import type { Column } from "../components/table.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

const TONES: Record<Payout["status"], BadgeTone> = {
  pending: "plain",
  in_transit: "plain",
  paid: "leading",
  failed: "live",
};

/** What was asked to be paid out, and what became of it. */
export function usePayoutColumns(): readonly Column<Payout>[] {
  const words = useMessages().wallet.payouts;
  const format = useMoney();
  return [
    {
      key: "when",
      title: words.when,
      cell: ({ createdAt }) => <Time atMs={Date.parse(createdAt)} format="date" />,
    },
    {
      key: "status",
      title: words.status,
      cell: (payout) => (
        <div className="grid justify-items-start gap-1 py-1">
          <Badge tone={TONES[payout.status]}>{words.statuses[payout.status]}</Badge>
          <Outcome payout={payout} />
        </div>
      ),
    },
    {
      key: "amount",
      title: words.amount,
      numeric: true,
      cell: ({ amountMinor, currency, status }) => (
        <span
          className={
            status === "failed"
              ? "whitespace-nowrap text-muted line-through"
              : "font-semibold whitespace-nowrap"
          }
        >
          {format({ amountMinor, currency }, { exact: true })}
        </span>
      ),
    },
  ];
}

/** When it ended, and why it came back. */
function Outcome({ payout }: { payout: Payout }) {
  const words = useMessages().wallet.payouts;
  const { paidAt, failedAt, failureCode } = payout;
  if (failedAt) {
    return (
      <span className="text-muted">
        {words.failures[failureCode ?? ""]} {words.failed}
      </span>
    );
  }
  return paidAt ? (
    <span className="text-muted">
      <Time atMs={Date.parse(paidAt)} />
    </span>
  ) : null;
}
