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
