import { and, eq, inArray, isNotNull, lte } from "drizzle-orm";
import { accept, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { hasId } from "../queries/ids.ts";
import { disputes } from "../schema/disputes.ts";
import { payments } from "../schema/payments.ts";
import type { WorkItem } from "./work-item.ts";

export type EvidenceRefusal = "not_found" | "dispute_closed" | "evidence_closed";

/** The seller has said all they want to: the bank gets it now. Said twice, it is handed in once. */
export async function askToSubmit(
  client: DatabaseClient,
  { disputeId, at }: { readonly disputeId: string; readonly at: Date },
): Promise<Result<WorkItem[], EvidenceRefusal>> {
  return client.transact(async (transaction) => {
    const [dispute] = await transaction
      .select()
      .from(disputes)
      .where(and(hasId(disputes.id, disputeId), eq(disputes.origin, "bank")))
      .for("update");
    if (dispute === undefined) return refuse("not_found");
    if (dispute.status !== "open") return refuse("dispute_closed");
    const { evidenceStatus, evidenceDueAt } = dispute;
    if (evidenceStatus === "submitted" || evidenceStatus === "sending") return accept([]);
    if (evidenceStatus !== "due" || (evidenceDueAt !== null && evidenceDueAt <= at))
      return refuse("evidence_closed");
    await transaction
      .update(disputes)
      .set({ evidenceStatus: "sending", nextActionAt: at, actionAttempts: 0 })
      .where(eq(disputes.id, dispute.id));
    return accept([{ kind: "dispute", id: dispute.id }]);
  });
}

/** A dispute whose evidence is to be handed in now: its seller said so, or their time has passed. */
export async function findEvidenceToSubmit(database: Database, disputeId: string, at: Date) {
  const [row] = await database
    .select({
      id: disputes.id,
      orderId: disputes.orderId,
      providerReference: disputes.providerReference,
      provider: payments.provider,
    })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .where(
      and(
        hasId(disputes.id, disputeId),
        eq(disputes.status, "open"),
        inArray(disputes.evidenceStatus, ["due", "sending"]),
        isNotNull(disputes.nextActionAt),
        lte(disputes.nextActionAt, at),
      ),
    );
  return row;
}

/** Takes in what became of it. What the bank decided meanwhile stands. */
export async function applyEvidence(
  database: Database,
  disputeId: string,
  { standing, at }: { readonly standing: "submitted" | "closed"; readonly at: Date },
): Promise<void> {
  await database
    .update(disputes)
    .set({
      evidenceStatus: standing,
      evidenceSubmittedAt: standing === "submitted" ? at : null,
      nextActionAt: null,
      actionAttempts: 0,
    })
    .where(and(eq(disputes.id, disputeId), inArray(disputes.evidenceStatus, ["due", "sending"])));
}
