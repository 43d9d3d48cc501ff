import { and, eq, gt, lt, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { pendingSignIns } from "../schema/second-factors.ts";

export interface PendingSignIn {
  readonly userId: string;
  /** When the first factor was proved. */
  readonly provedAt: Date;
}

interface NewPendingSignIn extends PendingSignIn {
  /** SHA-256 of the `mfaToken`, hex. */
  readonly tokenHash: string;
  readonly expiresAt: Date;
}

export async function createPendingSignIn(database: Database, pending: NewPendingSignIn): Promise<void> {
  await database.insert(pendingSignIns).values(pending);
}

interface PendingQuestion {
  readonly tokenHash: string;
  readonly at: Date;
}

const isWaiting = ({ tokenHash, at }: PendingQuestion) =>
  and(eq(pendingSignIns.tokenHash, tokenHash), gt(pendingSignIns.expiresAt, at));

const pendingColumns = { userId: pendingSignIns.userId, provedAt: pendingSignIns.provedAt };

/** Who waits behind a token; uses nothing up. */
export async function findPendingSignIn(
  database: Database,
  question: PendingQuestion,
): Promise<PendingSignIn | undefined> {
  const [found] = await database.select(pendingColumns).from(pendingSignIns).where(isWaiting(question));
  return found;
}

/** Counts one try before it is looked at, so that any number of them at once are `triesMax` together. */
export async function tryPendingSignIn(
  database: Database,
  question: PendingQuestion & { readonly triesMax: number },
): Promise<PendingSignIn | undefined> {
  const [found] = await database
    .update(pendingSignIns)
    .set({ tries: sql`${pendingSignIns.tries} + 1` })
    .where(and(isWaiting(question), lt(pendingSignIns.tries, question.triesMax)))
    .returning(pendingColumns);
  return found;
}

/** Ends the waiting. Of any number of callers at once, one may begin the sign-in. */
export async function finishPendingSignIn(database: Database, question: PendingQuestion): Promise<boolean> {
  const gone = await database
    .delete(pendingSignIns)
    .where(isWaiting(question))
    .returning({ tokenHash: pendingSignIns.tokenHash });
  return gone.length > 0;
}
