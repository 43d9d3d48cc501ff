import { Clock } from "lucide-react";
import type { ReactNode } from "react";

import type { Order } from "../../../contract/http/orders.ts";
import { Countdown } from "../format/countdown.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** What happens with an order by itself, and when: its seller's money, its buyer's time to say that something is wrong. */
export function OrderClock({ order, nowMs }: { order: Order; nowMs: number }) {
  const words = useMessages().account.order.clock;
  const { side, status, releaseAt, releasedAt, disputableUntil } = order;
  if (side === "buyer") {
    return disputableUntil ? (
      <Line label={words.dispute}>
        <Moment at={disputableUntil} nowMs={nowMs} before={words.disputeEnds} over={words.disputeOver} />
      </Line>
    ) : null;
  }
  if (releasedAt) {
    return (
      <Line label={words.released}>
        <Time atMs={Date.parse(releasedAt)} format="date" />
      </Line>
    );
  }
  if (releaseAt) {
    return (
      <Line label={words.release}>
        <Moment at={releaseAt} nowMs={nowMs} before={words.in} over={words.releaseOver} />
      </Line>
    );
  }
  return status === "paid" ? <Line label={words.unshipped} /> : null;
}

function Line({ label, children }: { label: string; children?: ReactNode }) {
  return (
    <div className="mt-4 flex gap-3 border-t border-line pt-4 text-sm">
      <Clock aria-hidden size={18} className="mt-0.5 shrink-0 text-muted" />
      <div className="grid gap-0.5">
        <p className="text-muted">{label}</p>
        {children ? <p className="font-semibold">{children}</p> : null}
      </div>
    </div>
  );
}

/** The time that is left, and the moment itself, which is all there is without scripts. */
function Moment({ at, ...words }: { at: string; nowMs: number; before: string; over: string }) {
  const atMs = Date.parse(at);
  return (
    <>
      <Countdown toMs={atMs} {...words} />
      <span className="font-normal text-muted">
        {" "}
        · <Time atMs={atMs} />
      </span>
    </>
  );
}
