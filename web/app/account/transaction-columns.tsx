import { Link } from "@remix-run/react";

import type { Transaction } from "../../../contract/http/transactions.ts";
import type { BadgeTone } from "../components/badge.tsx";
import { Badge } from "../components/badge.tsx";
import { classNames } from "../components/class-names.ts";
import type { Column } from "../components/table.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

const TONES: Record<Transaction["status"], BadgeTone> = {
  pending: "plain",
  completed: "leading",
  cancelled: "outline",
};

/** Money that came and went. The sign says which way; a minus is a real one, as wide as a digit. */
export function useTransactionColumns(): readonly Column<Transaction>[] {
  const words = useMessages().account.transactions;
  const format = useMoney();
  return [
    {
      key: "what",
      title: words.what,
      cell: ({ orderId, title, type, counterparty, status }) => (
        <div className="min-w-0 py-1">
          {orderId === null ? (
            <span className="font-medium">{words.payout}</span>
          ) : (
            <Link to={`/orders/${orderId}`} className="line-clamp-1 font-medium after:absolute after:inset-0">
              {title}
            </Link>
          )}
          <p className="text-muted">{words.with[type](counterparty ?? "")}</p>
          {/* A phone has no column for it, and money that has not moved must not look as if it had. */}
          {status === "completed" ? null : (
            <p className="mt-1 md:hidden">
              <Badge tone={TONES[status]}>{words.statuses[status]}</Badge>
            </p>
          )}
        </div>
      ),
    },
    {
      key: "status",
      title: words.status,
      wide: true,
      cell: ({ status }) => <Badge tone={TONES[status]}>{words.statuses[status]}</Badge>,
    },
    {
      key: "when",
      title: words.when,
      wide: true,
      cell: ({ at }) => <Time atMs={Date.parse(at)} format="date" />,
    },
    {
      key: "amount",
      title: words.amount,
      numeric: true,
      cell: ({ amountMinor, currency, direction, status }) => (
        <span
          className={classNames(
            "font-semibold whitespace-nowrap",
            status === "cancelled" ? "text-muted line-through" : direction === "in" && "text-leading-text",
          )}
        >
          {direction === "in" ? "+" : "−"}
          {format({ amountMinor, currency }, { exact: true })}
        </span>
      ),
    },
  ];
}
