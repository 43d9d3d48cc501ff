import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useLoaderData, useSearchParams } from "@remix-run/react";
import { ArrowLeftRight } from "lucide-react";

import type { Transaction } from "../../../contract/http/transactions.ts";
import { listTransactions, transactionTypes } from "../../../contract/http/transactions.ts";
import { AccountPage } from "../account/account-page.tsx";
import { useTransactionColumns } from "../account/transaction-columns.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { classNames } from "../components/class-names.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Table } from "../components/table.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

type Type = Transaction["type"];

const PAGE_SIZE = 50;

export const meta: MetaFunction = () => [{ title: `${en.account.transactions.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const params = new URL(request.url).searchParams;
  const [cursor, type] = [params.get("cursor"), params.get("type")];
  const query = {
    limit: PAGE_SIZE,
    ...(cursor ? { cursor } : {}),
    // Whether there is such a type is the interface's to say.
    ...(type ? { type: type as Type } : {}),
  };
  const answer = await requireAnswer(api.page(listTransactions, { params: { userId: "me" }, query }));
  return { transactions: answer.items, nextCursor: answer.meta.nextCursor, types: transactionTypes };
}

export default function AccountTransactions() {
  const { account, common } = useMessages();
  const words = account.transactions;
  const { transactions, nextCursor, types } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const type = params.get("type");
  const columns = useTransactionColumns();
  const older = new URLSearchParams(params);
  if (nextCursor) older.set("cursor", nextCursor);
  return (
    <AccountPage title={words.title} detail={words.detail}>
      <nav aria-label={words.filter} className="flex flex-wrap gap-2">
        <Choice to="?" label={words.all} isChosen={type === null} />
        {types.map((each) => (
          <Choice key={each} to={`?type=${each}`} label={words.types[each]} isChosen={type === each} />
        ))}
      </nav>
      {transactions.length === 0 ? (
        <EmptyState icon={ArrowLeftRight} title={words.empty} body={words.emptyBody} />
      ) : (
        <Card className="overflow-hidden">
          <Table caption={words.title} columns={columns} rows={transactions} rowKey={({ id }) => id} />
        </Card>
      )}
      {nextCursor ? (
        <div className="justify-self-center">
          <ButtonLink to={`?${older}`}>{common.older}</ButtonLink>
        </div>
      ) : null}
    </AccountPage>
  );
}

function Choice({ to, label, isChosen }: { to: string; label: string; isChosen: boolean }) {
  return (
    <Link
      to={to}
      aria-current={isChosen ? "true" : undefined}
      preventScrollReset
      className={classNames(
        "press-area inline-flex h-9 items-center rounded-full border px-4 text-sm font-semibold",
        isChosen ? "border-text bg-text text-ground" : "border-line-strong hover:bg-hover",
      )}
    >
      {label}
    </Link>
  );
}
