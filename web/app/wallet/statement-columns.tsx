import { Link } from "@remix-run/react";

import type { StatementLine } from "../../../contract/http/statements.ts";
import { classNames } from "../components/class-names.ts";
import type { Column } from "../components/table.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** A month's movements as a bank writes them: what it was, what it did, and what there was after it. */
export function useStatementColumns(): readonly Column<StatementLine>[] {
  const words = useMessages().wallet.statements;
  const format = useMoney();
  const say = (amountMinor: number, { currency }: StatementLine) =>
    format({ amountMinor, currency }, { exact: true });
  return [
    {
      key: "what",
      title: words.what,
      cell: (line) => (
        <div className="min-w-0 py-1">
          <p className="font-medium">{words.kinds[line.kind]}</p>
          {line.orderId === null ? (
            <p className="text-muted">{words.payout}</p>
          ) : (
            <Link
              to={`/orders/${line.orderId}`}
              className="line-clamp-1 text-muted after:absolute after:inset-0"
            >
              {line.title}
            </Link>
          )}
          <p className="text-muted md:hidden">
            <Time atMs={Date.parse(line.at)} format="date" />
          </p>
        </div>
      ),
    },
    {
      key: "when",
      title: words.when,
      wide: true,
      cell: ({ at }) => (
        <span className="whitespace-nowrap">
          <Time atMs={Date.parse(at)} />
        </span>
      ),
    },
    {
      key: "fee",
      title: words.fee,
      numeric: true,
      wide: true,
      cell: (line) => (line.feeMinor === 0 ? "" : say(line.feeMinor, line)),
    },
    {
      key: "amount",
      title: words.amount,
      numeric: true,
      cell: (line) => (
        <span
          className={classNames(
            "font-semibold whitespace-nowrap",
            line.amountMinor > 0 && "text-leading-text",
          )}
        >
          {line.amountMinor > 0 ? "+" : ""}
          {say(line.amountMinor, line)}
        </span>
      ),
    },
    {
      key: "balance",
      title: words.balance,
      numeric: true,
      wide: true,
      cell: (line) => say(line.balanceMinor, line),
    },
  ];
}
