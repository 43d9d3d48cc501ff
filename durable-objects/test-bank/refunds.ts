import { accept, must } from "../../domain/result.ts";
import { nextStepMs, testCards } from "./cards.ts";
import { makeReference } from "./names.ts";
import { doOnce } from "./requests.ts";
import type { BankAnswer, BankRefund, RefundOrder } from "./rpc.ts";
import type { Webhooks } from "./webhooks.ts";

export interface Refunds {
  readonly refund: (order: RefundOrder, nowMs: number) => BankAnswer<BankRefund>;
  readonly find: (reference: string) => BankRefund | undefined;
  readonly settleDue: (nowMs: number) => void;
}

type RefundRow = {
  reference: string;
  refund_id: string;
  charge: string;
  amount_minor: number;
  status: BankRefund["status"];
};

const toRefund = (row: RefundRow): BankRefund => ({
  reference: row.reference,
  refundId: row.refund_id,
  status: row.status,
});

/** Money on its way back to cards. Of a charge never more goes back than was charged. */
export function createRefunds(sql: SqlStorage, webhooks: Webhooks): Refunds {
  const findRow = (reference: string): RefundRow | undefined =>
    sql.exec<RefundRow>("SELECT * FROM refunds WHERE reference = ?", reference).toArray()[0];

  const move = (reference: string, status: BankRefund["status"], nowMs: number, dueAtMs?: number): void => {
    sql.exec(
      "UPDATE refunds SET status = ?, due_at_ms = ? WHERE reference = ?",
      status,
      dueAtMs ?? null,
      reference,
    );
    const refund = toRefund(must(findRow(reference), "the refund is there"));
    webhooks.add(`refund.${status}`, { about: "refund", refund }, { nowMs, habit: undefined });
  };
  /** Sets the amount aside while the refund is under way or done; false when so much is not left. */
  const reserve = ({ charge, amountMinor, currency }: RefundOrder): boolean =>
    sql.exec(
      `UPDATE charges SET refunded_minor = refunded_minor + ?1
       WHERE reference = ?2 AND currency = ?3 AND status = 'succeeded' AND refunded_minor + ?1 <= amount_minor`,
      amountMinor,
      charge,
      currency,
    ).rowsWritten > 0;
  const findHabit = (charge: string) => {
    const [row] = sql
      .exec<{ card: string }>("SELECT card FROM charges WHERE reference = ?", charge)
      .toArray();
    return testCards[row?.card ?? ""]?.refunds;
  };

  const create = (order: RefundOrder, nowMs: number): string => {
    const reference = makeReference("refund");
    sql.exec(
      "INSERT INTO refunds (reference, refund_id, charge, amount_minor, status) VALUES (?, ?, ?, ?, 'pending')",
      reference,
      order.refundId,
      order.charge,
      order.amountMinor,
    );
    if (!reserve(order)) move(reference, "failed", nowMs);
    else if (findHabit(order.charge) === undefined) move(reference, "succeeded", nowMs);
    else move(reference, "pending", nowMs, nowMs + nextStepMs);
    return reference;
  };

  return {
    refund: (order, nowMs) => {
      const done = doOnce(sql, order, () => create(order, nowMs));
      return done.ok ? accept(toRefund(must(findRow(done.value), "the refund is there"))) : done;
    },
    find: (reference) => {
      const row = findRow(reference);
      return row === undefined ? undefined : toRefund(row);
    },
    settleDue: (nowMs) => {
      for (const row of sql.exec<RefundRow>("SELECT * FROM refunds WHERE due_at_ms <= ?", nowMs).toArray()) {
        const isBack = findHabit(row.charge) === "fail";
        if (isBack) {
          sql.exec(
            "UPDATE charges SET refunded_minor = refunded_minor - ? WHERE reference = ?",
            row.amount_minor,
            row.charge,
          );
        }
        move(row.reference, isBack ? "failed" : "succeeded", nowMs);
      }
    },
  };
}
