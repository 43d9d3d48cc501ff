import type { Payout, PayoutAccount } from "../../contract/http/wallet.ts";
import {
  listPayouts,
  openPayoutAccount,
  readPayoutAccount,
  readWallet,
  requestPayout,
} from "../../contract/http/wallet.ts";
import type { PayoutAccountRow } from "../../db/payouts/payout-accounts.ts";
import * as payouts from "../../db/payouts/payouts.ts";
import type { PayoutRefusal } from "../../db/payouts/request-payout.ts";
import * as requests from "../../db/payouts/request-payout.ts";
import { listNextReleases, readWalletBalances } from "../../db/queries/wallet.ts";
import { getPayoutMinimum } from "../../domain/payout/payout.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { Problem } from "../middleware/problem.ts";
import { auditAccount } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { workBehind } from "./order-actions.ts";
import { requirePage } from "./page.ts";
import { findOwnAccount, openOwnAccount } from "./payout-account.ts";

const releasesShown = 20;

const refusalMessages: Record<PayoutRefusal, string> = {
  balance_too_low: "There is not as much to be paid out.",
  payout_too_small: "That is less than is paid out at once; the wallet says how much it has to be.",
  payout_account_missing: "Open an account to be paid to first.",
  payout_account_unfinished: "Your account to be paid to waits for something from you at the provider.",
};

const toAccount = (row: PayoutAccountRow): PayoutAccount => ({
  provider: row.provider,
  country: row.country,
  canBePaid: row.canBePaid,
  createdAt: row.createdAt.toISOString(),
});

const toPayout = (row: payouts.PayoutRow): Payout => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  paidAt: row.paidAt?.toISOString() ?? null,
  failedAt: row.failedAt?.toISOString() ?? null,
});

export function mountWallet(parts: Interface): void {
  mount(parts, readWallet, async (context) => ({ data: await describeWallet(context) }));
  mount(parts, listPayouts, async (context, { query }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    return requirePage(await payouts.listPayouts(database, userId, query), toPayout);
  });
  mount(parts, requestPayout, async (context, { body }) => {
    const { userId: sellerId } = requireSignedIn(context);
    const provider = context.get("settings").PAYMENT_PROVIDER;
    const { currency, amountMinor = null } = body;
    // Who has just come back from the provider need not wait for its webhook.
    await findOwnAccount(context);
    const asked = { sellerId, provider, currency, amountMinor, at: new Date() };
    const made = await requests.requestPayout(context.get("postgres"), asked);
    if (!made.ok) throw new Problem(made.refusal, refusalMessages[made.refusal]);
    const { id } = made.value;
    const details = { payoutId: id, currency, amountMinor: made.value.amountMinor };
    await auditAccount(context, { actorId: sellerId, action: "payout.requested", details });
    workBehind(context, [{ kind: "payout", id }]);
    return { data: toPayout(made.value) };
  });
  mount(parts, readPayoutAccount, async (context) => {
    const account = await findOwnAccount(context);
    return { data: account === undefined ? null : toAccount(account) };
  });
  mount(parts, openPayoutAccount, async (context, { body }) => {
    const { url, account } = await openOwnAccount(context, body.country);
    return { data: { url, account: toAccount(account) } };
  });
}

async function describeWallet(context: AppContext) {
  const { userId } = requireSignedIn(context);
  const { database } = context.get("postgres");
  const [balances, releases, account] = await Promise.all([
    readWalletBalances(database, userId),
    listNextReleases(database, userId, releasesShown),
    findOwnAccount(context),
  ]);
  return {
    balances: balances.map((one) => ({ ...one, payoutMinimumMinor: getPayoutMinimum(one.currency) })),
    nextReleases: releases.map(({ releaseAt, ...one }) => ({ ...one, releasesAt: releaseAt.toISOString() })),
    payoutAccount: account === undefined ? null : toAccount(account),
  };
}
