import { Link } from "@remix-run/react";
import { Download } from "lucide-react";

import type { StatementMonth } from "../../../contract/http/statements.ts";
import { buttonClass } from "../components/button-class.ts";
import type { Column } from "../components/table.tsx";
import { useMoney, useReader } from "../format/reader.tsx";
import { formatMonth } from "../format/time.ts";
import { useMessages } from "../messages/use-messages.tsx";

/** A month of one currency in a line, with the way to its statement. */
export function useMonthColumns(): readonly Column<StatementMonth>[] {
  const words = useMessages().wallet.statements;
  const format = useMoney();
  const reader = useReader();
  const say = (amountMinor: number, { currency }: StatementMonth) =>
    format({ amountMinor, currency }, { exact: true });
  return [
    {
      key: "month",
      title: words.month,
      cell: ({ month }) => (
        <Link to={`/account/wallet/${month}`} className="font-medium after:absolute after:inset-0">
          {formatMonth(month, reader)}
        </Link>
      ),
    },
    { key: "in", title: words.in, numeric: true, wide: true, cell: (sum) => say(sum.inMinor, sum) },
    { key: "out", title: words.out, numeric: true, wide: true, cell: (sum) => say(sum.outMinor, sum) },
    {
      key: "closing",
      title: words.closing,
      numeric: true,
      cell: (sum) => <span className="font-semibold">{say(sum.closingMinor, sum)}</span>,
    },
    {
      key: "file",
      title: words.download,
      isTitleHidden: true,
      numeric: true,
      cell: ({ month }) => <StatementFile month={month} isShort />,
    },
  ];
}

/** The month as a file, for a spreadsheet or an accountant. */
export function StatementFile({ month, isShort = false }: { month: string; isShort?: boolean }) {
  const words = useMessages().wallet.statements;
  const reader = useReader();
  return (
    <a
      href={`/account/wallet/${month}/csv`}
      download
      aria-label={words.downloadOf(formatMonth(month, reader))}
      className={`relative z-10 ${buttonClass(isShort ? "quiet" : "secondary", isShort ? "sm" : "md")}`}
    >
      <Download aria-hidden size={18} /> {isShort ? "CSV" : words.download}
    </a>
  );
}
