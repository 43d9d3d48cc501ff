import { accept, must } from "../../domain/result.ts";
import { nextStepMs } from "./cards.ts";
import { makeReference, makeToken } from "./names.ts";
import { doOnce } from "./requests.ts";
import type {
  AccountOrder,
  BankAccount,
  BankAnswer,
  BankOnboarding,
  BankPayout,
  OnboardingAnswer,
  PayoutOrder,
} from "./rpc.ts";
import type { Webhooks } from "./webhooks.ts";

const onboardingLifeMs = 30 * 60_000;

export interface Payouts {
  readonly openAccount: (order: AccountOrder) => BankAnswer<BankAccount>;
  readonly findAccount: (reference: string) => BankAccount | undefined;
  readonly beginOnboarding: (
    account: { readonly reference: string; readonly returnUrl: string },
    nowMs: number,
  ) => string | undefined;
  readonly findOnboarding: (token: string, nowMs: number) => BankOnboarding | undefined;
  readonly answerOnboarding: (token: string, answer: OnboardingAnswer, nowMs: number) => void;
  readonly payOut: (order: PayoutOrder, nowMs: number) => BankAnswer<BankPayout>;
  readonly findPayout: (reference: string) => BankPayout | undefined;
  readonly settleDue: (nowMs: number) => void;
}

type AccountRow = { reference: string; status: "new" | OnboardingAnswer };
type PayoutRow = {
  reference: string;
  payout_id: string;
  account: string;
  status: BankPayout["status"];
  failure: BankPayout["failure"];
};

const toAccount = ({ reference, status }: AccountRow): BankAccount => ({
  reference,
  canBePaid: status === "accept" || status === "closed",
});
const toPayout = ({ reference, payout_id: payoutId, status, failure }: PayoutRow): BankPayout => ({
  reference,
  payoutId,
  status,
  failure,
});

/** Sellers' accounts at the bank and what is paid to them. How payouts go is what its owner chose when onboarding. */
export function createPayouts(sql: SqlStorage, webhooks: Webhooks): Payouts {
  const findAccountRow = (reference: string): AccountRow | undefined =>
    sql
      .exec<AccountRow>("SELECT reference, status FROM accounts WHERE reference = ?", reference)
      .toArray()[0];
  const findPayoutRow = (reference: string): PayoutRow | undefined =>
    sql.exec<PayoutRow>("SELECT * FROM payouts WHERE reference = ?", reference).toArray()[0];
  const findOpen = (token: string, nowMs: number) =>
    sql
      .exec<{ account: string; return_url: string }>(
        "SELECT account, return_url FROM onboardings WHERE token = ? AND expires_at_ms > ?",
        token,
        nowMs,
      )
      .toArray()[0];

  const move = (
    reference: string,
    to: { status: BankPayout["status"]; failure?: BankPayout["failure"]; dueAtMs?: number },
    nowMs: number,
  ): void => {
    sql.exec(
      "UPDATE payouts SET status = ?, failure = ?, due_at_ms = ? WHERE reference = ?",
      to.status,
      to.failure ?? null,
      to.dueAtMs ?? null,
      reference,
    );
    const payout = toPayout(must(findPayoutRow(reference), "the payout is there"));
    webhooks.add(`payout.${to.status}`, { about: "payout", payout }, { nowMs, habit: undefined });
  };
  const create = (order: PayoutOrder, nowMs: number): string => {
    const reference = makeReference("payout");
    sql.exec(
      `INSERT INTO payouts (reference, payout_id, account, amount_minor, currency, status)
       VALUES (?, ?, ?, ?, ?, 'in_transit')`,
      reference,
      order.payoutId,
      order.account,
      order.amountMinor,
      order.currency,
    );
    const account = findAccountRow(order.account);
    if (account !== undefined && toAccount(account).canBePaid) {
      move(reference, { status: "in_transit", dueAtMs: nowMs + nextStepMs }, nowMs);
    } else move(reference, { status: "failed", failure: "account_not_ready" }, nowMs);
    return reference;
  };

  return {
    openAccount: (order) => {
      const done = doOnce(sql, order, () => {
        const reference = makeReference("account");
        sql.exec(
          "INSERT INTO accounts (reference, user_id, country, status) VALUES (?, ?, ?, 'new')",
          reference,
          order.userId,
          order.country,
        );
        return reference;
      });
      return done.ok ? accept(toAccount(must(findAccountRow(done.value), "the account is there"))) : done;
    },
    findAccount: (reference) => {
      const row = findAccountRow(reference);
      return row === undefined ? undefined : toAccount(row);
    },
    beginOnboarding: ({ reference, returnUrl }, nowMs) => {
      sql.exec("DELETE FROM onboardings WHERE expires_at_ms <= ?", nowMs);
      if (findAccountRow(reference) === undefined) return undefined;
      const token = makeToken();
      sql.exec(
        "INSERT INTO onboardings (token, account, return_url, expires_at_ms) VALUES (?, ?, ?, ?)",
        token,
        reference,
        returnUrl,
        nowMs + onboardingLifeMs,
      );
      return token;
    },
    findOnboarding: (token, nowMs) => {
      const open = findOpen(token, nowMs);
      return open === undefined ? undefined : { returnUrl: open.return_url };
    },
    answerOnboarding: (token, answer, nowMs) => {
      const open = findOpen(token, nowMs);
      if (open === undefined) return;
      sql.exec("UPDATE accounts SET status = ? WHERE reference = ?", answer, open.account);
      const account = toAccount({ reference: open.account, status: answer });
      webhooks.add("account.updated", { about: "payout-account", account }, { nowMs, habit: undefined });
    },
    payOut: (order, nowMs) => {
      const done = doOnce(sql, order, () => create(order, nowMs));
      return done.ok ? accept(toPayout(must(findPayoutRow(done.value), "the payout is there"))) : done;
    },
    findPayout: (reference) => {
      const row = findPayoutRow(reference);
      return row === undefined ? undefined : toPayout(row);
    },
    settleDue: (nowMs) => {
      for (const row of sql.exec<PayoutRow>("SELECT * FROM payouts WHERE due_at_ms <= ?", nowMs).toArray()) {
        const isClosed = findAccountRow(row.account)?.status === "closed";
        move(
          row.reference,
          isClosed ? { status: "failed", failure: "account_closed" } : { status: "paid" },
          nowMs,
        );
      }
    },
  };
}
