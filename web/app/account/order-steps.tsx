import { Check, X } from "lucide-react";

import type { Order } from "../../../contract/http/orders.ts";
import { classNames } from "../components/class-names.ts";
import { useMessages } from "../messages/use-messages.tsx";

const PATH = ["pending", "paid", "shipped", "delivered"] as const;

/** The way of an order, with the step it is at. One that left the way shows where it ended instead. */
export function OrderSteps({ status }: { status: Order["status"] }) {
  const { account } = useMessages();
  const reached = PATH.findIndex((step) => step === status);
  if (reached < 0) {
    return (
      <p className="flex items-center gap-3 font-semibold">
        <span className="grid size-8 place-items-center rounded-full border border-line-strong">
          <X aria-hidden size={16} />
        </span>
        {account.orders.statuses[status]}
      </p>
    );
  }
  return (
    <ol className="grid gap-1">
      {PATH.map((step, index) => {
        const isDone = index < reached || status === "delivered";
        const isCurrent = index === reached && !isDone;
        return (
          <li
            key={step}
            aria-current={isCurrent ? "step" : undefined}
            className="flex min-h-10 items-center gap-3"
          >
            <span
              className={classNames(
                "grid size-8 shrink-0 place-items-center rounded-full border text-sm font-semibold",
                isDone || (isCurrent && step !== "pending")
                  ? "border-leading bg-leading text-on-leading"
                  : "border-line-strong",
              )}
            >
              {isDone || (isCurrent && step !== "pending") ? (
                <Check aria-hidden size={16} strokeWidth={3} />
              ) : (
                index + 1
              )}
            </span>
            <span className={classNames(isCurrent ? "font-semibold" : isDone ? "" : "text-muted")}>
              {account.orders.statuses[step]}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
