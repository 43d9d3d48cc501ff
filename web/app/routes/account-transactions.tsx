import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { ArrowLeftRight } from "lucide-react";

import type { Transaction } from "../../../contract/http/transactions.ts";
import { listTransactions, transactionTypes } from "../../../contract/http/transactions.ts";
import { AccountPage } from "../account/account-page.tsx";
import { ListFilter } from "../account/list-filter.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { readListQuery } from "../account/read-list-query.ts";
import { useTransactionColumns } from "../account/transaction-columns.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Table } from "../components/table.tsx";
import { findTimeZone } from "../format/find-reader.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

type Type = Transaction["type"];

const PAGE_SIZE = 50;

export const meta: MetaFunction = () => [{ title: `${en.account.transactions.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const { type, ...asked } = readListQuery(new URL(request.url).searchParams, findTimeZone(request));
  // Whether there is such a type is the interface's to say.
  const query = { limit: PAGE_SIZE, ...asked, ...(type ? { type: type as Type } : {}) };
  const answer = await requireAnswer(api.page(listTransactions, { params: { userId: "me" }, query }));
  return { transactions: answer.items, nextCursor: answer.meta.nextCursor, types: transactionTypes };
}

export default function AccountTransactions() {
  const words = useMessages().account.transactions;
  const { transactions, nextCursor, types } = useLoaderData<typeof loader>();
  const columns = useTransactionColumns();
  return (
    <AccountPage title={words.title} detail={words.detail}>
      <ListFilter label={words.filter} types={types} names={words.types} />
      {transactions.length === 0 ? (
        <EmptyState icon={ArrowLeftRight} title={words.empty} body={words.emptyBody} />
      ) : (
        <Card className="overflow-hidden">
          <Table caption={words.title} columns={columns} rows={transactions} rowKey={({ id }) => id} />
        </Card>
      )}
      <OlderLink cursor={nextCursor} />
    </AccountPage>
  );
}
