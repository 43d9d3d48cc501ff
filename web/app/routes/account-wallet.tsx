import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Wallet as WalletIcon } from "lucide-react";
import { v7 } from "uuid";

import { readSellerSettings } from "../../../contract/http/seller-settings.ts";
import { listStatements } from "../../../contract/http/statements.ts";
import { listPayouts, readWallet } from "../../../contract/http/wallet.ts";
import { hasPermission } from "../../../domain/access/permissions.ts";
import { AccountPage } from "../account/account-page.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { useLatest } from "../account/use-latest.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { findOwnProfile, requireOwnProfile } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Table } from "../components/table.tsx";
import { findReader } from "../format/find-reader.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { useFreshData } from "../shop/use-fresh-data.ts";
import { Balances } from "../wallet/balances.tsx";
import { useMonthColumns } from "../wallet/month-columns.tsx";
import { PayoutAccountSection } from "../wallet/payout-account-section.tsx";
import { usePayoutColumns } from "../wallet/payout-columns.tsx";
import { PayoutForm } from "../wallet/payout-form.tsx";
import { ReleaseList } from "../wallet/release-list.tsx";
import { SellingSection } from "../wallet/selling-section.tsx";
import { walletForms } from "../wallet/wallet-forms.server.ts";

const PAYOUTS_SHOWN = 10;

/** Money moves by itself: a release, a payout that arrives. */
const FRESH_EVERY_MS = 10_000;

export const meta: MetaFunction = () => [{ title: `${en.wallet.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const { role } = await requireOwnProfile(api, request);
  const sells = hasPermission(role, "payouts.manage-own");
  const params = new URL(request.url).searchParams;
  const cursor = params.get("cursor");
  const [wallet, payouts, months, settings] = await Promise.all([
    requireAnswer(api.call(readWallet, {})),
    requireAnswer(api.page(listPayouts, { query: { limit: PAYOUTS_SHOWN, ...(cursor ? { cursor } : {}) } })),
    requireAnswer(api.call(listStatements, {})),
    sells ? requireAnswer(api.call(readSellerSettings, {})) : null,
  ]);
  return {
    wallet,
    payouts: payouts.items,
    nextCursor: payouts.meta.nextCursor,
    months,
    settings,
    isLinkOver: params.get("account") === "again",
    nowMs: Date.now(),
    formKey: v7(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const reader = findReader(request, await findOwnProfile(api));
  return handleForm(request, walletForms(api, context, reader));
}

export default function AccountWallet() {
  const words = useMessages().wallet;
  const { wallet, settings, isLinkOver, nowMs, formKey, ...lists } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  // Reading again would take away what the page just said about a form.
  useFreshData(outcome?.ok === false ? undefined : FRESH_EVERY_MS);
  const paidOut = useLatest(
    outcome?.ok && outcome.intent === "request-payout" ? outcome.value.id : undefined,
  );
  const { balances, nextReleases, payoutAccount } = wallet;
  const sells = settings !== null;
  // Before anything else while nobody can be paid without it.
  const account = (
    <PayoutAccountSection
      account={payoutAccount}
      isLinkOver={isLinkOver}
      problem={findProblem(outcome, "open-account")}
    />
  );
  return (
    <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
      {balances.length === 0 ? <NoMoney sells={sells} /> : <Balances balances={balances} />}
      {sells ? (
        <>
          {payoutAccount?.canBePaid ? (
            // A new one after each payout, so that the form is empty again.
            <PayoutForm
              key={paidOut}
              balances={balances}
              problem={findProblem(outcome, "request-payout")}
              formKey={formKey}
            />
          ) : (
            account
          )}
          <ReleaseList releases={nextReleases} nowMs={nowMs} />
          {payoutAccount?.canBePaid ? account : null}
        </>
      ) : null}
      <WalletLists {...lists} />
      {settings ? (
        <SellingSection settings={settings} problem={findProblem(outcome, "save-selling")} />
      ) : null}
    </AccountPage>
  );
}

function NoMoney({ sells }: { sells: boolean }) {
  const words = useMessages().wallet;
  return (
    <EmptyState
      icon={WalletIcon}
      title={words.empty}
      body={sells ? words.emptyBody : words.emptyBuyer}
      action={
        <ButtonLink to={sells ? "/seller" : "/account/transactions"}>
          {sells ? words.toSelling : words.toTransactions}
        </ButtonLink>
      }
    />
  );
}

type WalletListsProps = Pick<
  ReturnType<typeof useLoaderData<typeof loader>>,
  "payouts" | "nextCursor" | "months"
>;

/** What was paid out, and the months; whoever never had any has no need of empty tables. */
function WalletLists({ payouts, nextCursor, months }: WalletListsProps) {
  const words = useMessages().wallet;
  const payoutColumns = usePayoutColumns();
  const monthColumns = useMonthColumns();
  return (
    <>
      {payouts.length > 0 ? (
        <section className="grid gap-3">
          <h2 className="text-xl">{words.payouts.title}</h2>
          <Card className="overflow-hidden">
            <Table
              caption={words.payouts.title}
              columns={payoutColumns}
              rows={payouts}
              rowKey={({ id }) => id}
            />
          </Card>
          <OlderLink cursor={nextCursor} />
        </section>
      ) : null}
      {months.length > 0 ? (
        <section className="grid gap-3">
          <header>
            <h2 className="text-xl">{words.statements.title}</h2>
            <p className="text-sm text-muted">{words.statements.detail}</p>
          </header>
          <Card className="overflow-hidden">
            <Table
              caption={words.statements.title}
              columns={monthColumns}
              rows={months}
              rowKey={({ month, currency }) => `${month} ${currency}`}
            />
          </Card>
        </section>
      ) : null}
    </>
  );
}
