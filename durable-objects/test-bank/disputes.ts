import { decidingWords, decisionMs, disputeFeeMinor, nextStepMs, testCards } from "./cards.ts";
import { makeReference } from "./names.ts";
import type { BankDispute, BankEvidence, DisputeReason, EvidenceAnswer } from "./rpc.ts";
import type { Webhooks } from "./webhooks.ts";

export interface Disputes {
  /** Opens one, seen from `opensAtMs` on. A charge is disputed once. */
  readonly open: (
    dispute: { readonly charge: string; readonly amountMinor: number; readonly reason: DisputeReason },
    opensAtMs: number,
  ) => void;
  readonly find: (
    reference: string,
  ) => { readonly dispute: BankDispute; readonly evidence: BankEvidence | null } | undefined;
  /** Takes a seller's evidence while it waits for some, and decides soon after. */
  readonly submitEvidence: (
    reference: string,
    evidence: BankEvidence,
    nowMs: number,
  ) => EvidenceAnswer | undefined;
  readonly settleDue: (nowMs: number) => void;
}

type DisputeRow = {
  reference: string;
  charge: string;
  amount_minor: number;
  fee_minor: number;
  reason: DisputeReason;
  status: "announced" | BankDispute["status"];
  due_at_ms: number | null;
  evidence: string | null;
};

const toDispute = ({ status, ...row }: DisputeRow): BankDispute => ({
  reference: row.reference,
  charge: row.charge,
  amountMinor: row.amount_minor,
  feeMinor: row.fee_minor,
  reason: row.reason,
  status: status === "announced" ? "open" : status,
  evidenceDueAtMs: status === "open" && row.evidence === null ? row.due_at_ms : null,
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
    const dispute = toDispute({ ...row, status, due_at_ms: dueAtMs });
    webhooks.add(`dispute.${status}`, { about: "dispute", dispute }, { nowMs, habit: undefined });
  };
  const findRow = (reference: string): DisputeRow | undefined =>
    sql
      .exec<DisputeRow>("SELECT * FROM disputes WHERE reference = ? AND status <> 'announced'", reference)
      .toArray()[0];
  const readOutcome = ({ charge, evidence }: DisputeRow): "won" | "lost" => {
    for (const [word, outcome] of Object.entries(decidingWords))
      if (evidence?.includes(word) === true) return outcome;
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
    find: (reference) => {
      const row = findRow(reference);
      if (row === undefined) return undefined;
      const evidence = row.evidence === null ? null : (JSON.parse(row.evidence) as BankEvidence);
      return { dispute: toDispute(row), evidence };
    },
    submitEvidence: (reference, evidence, nowMs) => {
      const row = findRow(reference);
      if (row === undefined) return undefined;
      if (row.evidence !== null) return "taken";
      if (row.status !== "open") return "closed";
      sql.exec(
        "UPDATE disputes SET evidence = ?, due_at_ms = ? WHERE reference = ?",
        JSON.stringify(evidence),
        nowMs + nextStepMs,
        reference,
      );
      return "taken";
    },
    settleDue: (nowMs) => {
      const due = sql.exec<DisputeRow>("SELECT * FROM disputes WHERE due_at_ms <= ?", nowMs).toArray();
      for (const row of due) {
        move(row, row.status === "announced" ? "open" : readOutcome(row), nowMs);
      }
    },
  };
}
