import { accept, must } from "../../domain/result.ts";
import { computeFeeMinor, nextStepMs, testCards } from "./cards.ts";
import type { TestCard } from "./cards.ts";
import type { Disputes } from "./disputes.ts";
import type { Methods } from "./methods.ts";
import { makeReference, makeToken } from "./names.ts";
import { doOnce } from "./requests.ts";
import type { BankAnswer, BankApproval, BankCharge, BankFailure, ChargeOrder } from "./rpc.ts";
import type { Webhooks } from "./webhooks.ts";

export interface Charges {
  readonly charge: (order: ChargeOrder, nowMs: number) => BankAnswer<BankCharge>;
  readonly find: (reference: string) => BankCharge | undefined;
  readonly cancel: (reference: string, nowMs: number) => BankCharge | undefined;
  readonly findApproval: (token: string) => BankApproval | undefined;
  /** The buyer's word; whoever comes too late changes nothing. */
  readonly answerApproval: (token: string, isApproved: boolean, nowMs: number) => void;
  /** Brings slow charges whose time has come to their end. */
  readonly settleDue: (nowMs: number) => void;
}

type ChargeRow = {
  reference: string;
  payment_id: string;
  amount_minor: number;
  currency: string;
  card: string | null;
  description: string;
  return_url: string;
  status: BankCharge["status"];
  failure: BankFailure | null;
  fee_minor: number | null;
  approval_token: string | null;
};

const toCharge = (row: ChargeRow): BankCharge => ({
  reference: row.reference,
  paymentId: row.payment_id,
  status: row.status,
  feeMinor: row.fee_minor,
  failure: row.failure,
  approvalToken: row.status === "requires_action" ? row.approval_token : null,
});

interface ChargeParts {
  readonly sql: SqlStorage;
  readonly methods: Methods;
  readonly disputes: Disputes;
  readonly webhooks: Webhooks;
}

/** Money asked from cards. What happens to a charge is its card's row in cards.ts. */
export function createCharges({ sql, methods, disputes, webhooks }: ChargeParts): Charges {
  const findRow = (reference: string): ChargeRow | undefined =>
    sql.exec<ChargeRow>("SELECT * FROM charges WHERE reference = ?", reference).toArray()[0];
  const requireRow = (reference: string): ChargeRow => must(findRow(reference), "the charge is there");

  const tell = (reference: string, nowMs: number): void => {
    const row = requireRow(reference);
    const { webhooks: habit } = cardOf(row);
    webhooks.add(`charge.${row.status}`, { about: "charge", charge: toCharge(row) }, { nowMs, habit });
  };
  const move = (
    reference: string,
    to: { status: BankCharge["status"]; failure?: BankFailure; feeMinor?: number; dueAtMs?: number },
    nowMs: number,
  ): void => {
    sql.exec(
      "UPDATE charges SET status = ?, failure = ?, fee_minor = ?, due_at_ms = ? WHERE reference = ?",
      to.status,
      to.failure ?? null,
      to.feeMinor ?? null,
      to.dueAtMs ?? null,
      reference,
    );
    tell(reference, nowMs);
  };

  const settle = (row: ChargeRow, nowMs: number): void => {
    const { failure, dispute } = cardOf(row);
    if (failure !== undefined) {
      move(row.reference, { status: "failed", failure }, nowMs);
      return;
    }
    move(row.reference, { status: "succeeded", feeMinor: computeFeeMinor(row.amount_minor) }, nowMs);
    if (dispute !== undefined) {
      disputes.open(
        { charge: row.reference, amountMinor: row.amount_minor, reason: dispute.reason },
        nowMs + nextStepMs,
      );
    }
  };
  /** From here on the bank decides alone. */
  const begin = (reference: string, nowMs: number): void => {
    const row = requireRow(reference);
    const { settlesAfterMs, webhooks: habit } = cardOf(row);
    if (settlesAfterMs !== undefined) {
      move(reference, { status: "processing", dueAtMs: nowMs + settlesAfterMs }, nowMs);
      return;
    }
    if (habit === "reordered") move(reference, { status: "processing" }, nowMs);
    settle(row, nowMs);
  };

  const create = (order: ChargeOrder, nowMs: number): string => {
    const reference = makeReference("charge");
    const method = { reference: order.method, customer: order.customer };
    const card = methods.findCard(method, nowMs);
    sql.exec(
      `INSERT INTO charges (reference, payment_id, order_id, amount_minor, currency, card, description, return_url, status)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'processing')`,
      reference,
      order.paymentId,
      order.orderId,
      order.amountMinor,
      order.currency,
      card?.number ?? null,
      order.description,
      order.returnUrl,
    );
    if (card === undefined) move(reference, { status: "failed", failure: "unknown_method" }, nowMs);
    else if (card.isExpired) move(reference, { status: "failed", failure: "expired" }, nowMs);
    else if (cardOf({ card: card.number }).asksBuyer === true) {
      sql.exec("UPDATE charges SET approval_token = ? WHERE reference = ?", makeToken(), reference);
      move(reference, { status: "requires_action" }, nowMs);
    } else begin(reference, nowMs);
    return reference;
  };

  const findByToken = (token: string): ChargeRow | undefined =>
    sql.exec<ChargeRow>("SELECT * FROM charges WHERE approval_token = ?", token).toArray()[0];

  return {
    charge: (order, nowMs) => {
      const done = doOnce(sql, order, () => create(order, nowMs));
      return done.ok ? accept(toCharge(requireRow(done.value))) : done;
    },
    find: (reference) => {
      const row = findRow(reference);
      return row === undefined ? undefined : toCharge(row);
    },
    cancel: (reference, nowMs) => {
      const row = findRow(reference);
      if (row === undefined) return undefined;
      // What the bank works on cannot be called back, as anywhere.
      if (row.status === "requires_action")
        move(reference, { status: "canceled", failure: "canceled" }, nowMs);
      return toCharge(requireRow(reference));
    },
    findApproval: (token) => {
      const row = findByToken(token);
      if (row === undefined) return undefined;
      const { amount_minor: amountMinor, currency, description, return_url: returnUrl, status } = row;
      return { amountMinor, currency, description, returnUrl, isOpen: status === "requires_action" };
    },
    answerApproval: (token, isApproved, nowMs) => {
      const row = findByToken(token);
      if (row?.status !== "requires_action") return;
      if (isApproved) begin(row.reference, nowMs);
      else move(row.reference, { status: "failed", failure: "authentication_failed" }, nowMs);
    },
    settleDue: (nowMs) => {
      const due = sql.exec<ChargeRow>("SELECT * FROM charges WHERE due_at_ms <= ?", nowMs).toArray();
      for (const row of due) settle(row, nowMs);
    },
  };
}

const cardOf = ({ card }: { readonly card: string | null }): Partial<TestCard> =>
  card === null ? {} : (testCards[card] ?? {});
