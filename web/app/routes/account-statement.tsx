import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData } from "@remix-run/react";
import { ArrowLeft, ReceiptText } from "lucide-react";

import type { StatementMonth } from "../../../contract/http/statements.ts";
import { listStatements, readStatement } from "../../../contract/http/statements.ts";
import { AccountPage } from "../account/account-page.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Table } from "../components/table.tsx";
import { useMoney, useReader } from "../format/reader.tsx";
import { formatMonth } from "../format/time.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { StatementFile } from "../wallet/month-columns.tsx";
import { useStatementColumns } from "../wallet/statement-columns.tsx";

const PAGE_SIZE = 100;

export const meta: MetaFunction = ({ params }) => [
  { title: `${params["month"] ?? ""} · ${en.wallet.statements.title} · ${en.common.brand}` },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const month = params["month"] ?? "";
  const cursor = new URL(request.url).searchParams.get("cursor");
  const query = { limit: PAGE_SIZE, ...(cursor ? { cursor } : {}) };
  const [statement, months] = await Promise.all([
    requireAnswer(api.page(readStatement, { params: { month }, query })),
    requireAnswer(api.call(listStatements, {})),
  ]);
  const sums = months.filter((sum) => sum.month === month);
  return { month, sums, lines: statement.items, nextCursor: statement.meta.nextCursor };
}

export default function AccountStatement() {
  const { common, wallet } = useMessages();
  const words = wallet.statements;
  const reader = useReader();
  const { month, sums, lines, nextCursor } = useLoaderData<typeof loader>();
  const columns = useStatementColumns();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p>
        <Link
          to="/account/wallet"
          className="inline-flex min-h-11 items-center gap-2 text-sm font-semibold text-muted hover:text-text"
        >
          <ArrowLeft aria-hidden size={18} /> {words.back}
        </Link>
      </p>
      <AccountPage title={formatMonth(month, reader)} action={<StatementFile month={month} />}>
        {sums.map((sum) => (
          <MonthSums key={sum.currency} sum={sum} />
        ))}
        {lines.length === 0 ? (
          <EmptyState icon={ReceiptText} title={words.nothing} body={words.nothingBody} />
        ) : (
          <Card className="overflow-hidden">
            <Table caption={words.title} columns={columns} rows={lines} rowKey={({ id }) => id} />
          </Card>
        )}
        {nextCursor ? (
          <div className="justify-self-center">
            <ButtonLink to={`?cursor=${encodeURIComponent(nextCursor)}`}>{common.loadMore}</ButtonLink>
          </div>
        ) : null}
      </AccountPage>
    </div>
  );
}

/** What a currency began the month with, what came and went, and what it ended with. */
function MonthSums({ sum }: { sum: StatementMonth }) {
  const words = useMessages().wallet.statements;
  const format = useMoney();
  const parts = [
    [words.opening, sum.openingMinor],
    [words.in, sum.inMinor],
    [words.out, -sum.outMinor],
    [words.closing, sum.closingMinor],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-md border border-line bg-surface p-4 sm:grid-cols-4">
      {parts.map(([label, amountMinor]) => (
        <div key={label}>
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="font-display text-lg font-bold tabular">
            {format({ amountMinor, currency: sum.currency }, { exact: true })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
