import { and, eq, isNull } from "drizzle-orm";
import type { Database } from "../database.ts";
import { recoveryCodes } from "../schema/second-factors.ts";
import { hasId } from "./ids.ts";

/** Keeps new codes in place of all there were. */
export async function replaceRecoveryCodes(
  database: Database,
  userId: string,
  codeHashes: readonly string[],
): Promise<void> {
  const older = database
    .$with("older")
    .as(
      database
        .delete(recoveryCodes)
        .where(hasId(recoveryCodes.userId, userId))
        .returning({ codeHash: recoveryCodes.codeHash }),
    );
  await database
    .with(older)
    .insert(recoveryCodes)
    .values(codeHashes.map((codeHash) => ({ userId, codeHash })));
}

/** Uses a code up. Of any number of callers at once, one gets it. */
export async function spendRecoveryCode(
  database: Database,
  code: { readonly userId: string; readonly codeHash: string; readonly at: Date },
): Promise<boolean> {
  const spent = await database
    .update(recoveryCodes)
    .set({ usedAt: code.at })
    .where(
      and(
        hasId(recoveryCodes.userId, code.userId),
        eq(recoveryCodes.codeHash, code.codeHash),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ codeHash: recoveryCodes.codeHash });
  return spent.length > 0;
}
