import { decisionMs, disputeFeeMinor, testCards } from "./cards.ts";
import { makeReference } from "./names.ts";
import type { BankDispute, DisputeReason } from "./rpc.ts";
import type { Webhooks } from "./webhooks.ts";

export interface Disputes {
  /** Opens one, seen from `opensAtMs` on. A charge is disputed once. */
  readonly open: (
    dispute: { readonly charge: string; readonly amountMinor: number; readonly reason: DisputeReason },
    opensAtMs: number,
  ) => void;
  readonly settleDue: (nowMs: number) => void;
}

type DisputeRow = {
  reference: string;
  charge: string;
  amount_minor: number;
  fee_minor: number;
  reason: DisputeReason;
  status: "announced" | BankDispute["status"];
};

const toDispute = ({ status, ...row }: DisputeRow): BankDispute => ({
  reference: row.reference,
  charge: row.charge,
  amountMinor: row.amount_minor,
  feeMinor: row.fee_minor,
  reason: row.reason,
  status: status === "announced" ? "open" : status,
});

/** Buyers who go to their bank. When that decides, and for whom, is in cards.ts. */
export function createDisputes(sql: SqlStorage, webhooks: Webhooks): Disputes {
  const move = (row: DisputeRow, status: BankDispute["status"], nowMs: number): void => {
    const dueAtMs = status === "open" ? nowMs + decisionMs : null;
    sql.exec(
      "UPDATE disputes SET status = ?, due_at_ms = ? WHERE reference = ?",
      status,
      dueAtMs,
      row.reference,
    );
    const dispute = toDispute({ ...row, status });
    webhooks.add(`dispute.${status}`, { about: "dispute", dispute }, { nowMs, habit: undefined });
  };
  const readOutcome = (charge: string): "won" | "lost" => {
    const [row] = sql
      .exec<{ card: string }>("SELECT card FROM charges WHERE reference = ?", charge)
      .toArray();
    return testCards[row?.card ?? ""]?.dispute?.outcome ?? "lost";
  };
  return {
    open: ({ charge, amountMinor, reason }, opensAtMs) => {
      sql.exec(
        `INSERT INTO disputes (reference, charge, amount_minor, fee_minor, reason, status, due_at_ms)
         VALUES (?, ?, ?, ?, ?, 'announced', ?)`,
        makeReference("dispute"),
        charge,
        amountMinor,
        disputeFeeMinor,
        reason,
        opensAtMs,
      );
    },
    settleDue: (nowMs) => {
      const due = sql.exec<DisputeRow>("SELECT * FROM disputes WHERE due_at_ms <= ?", nowMs).toArray();
      for (const row of due) {
        move(row, row.status === "announced" ? "open" : readOutcome(row.charge), nowMs);
      }
    },
  };
}
