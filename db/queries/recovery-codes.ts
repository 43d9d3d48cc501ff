import { and, inArray, isNull } from "drizzle-orm";
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

/** Uses a code up, by any of the hashes it may have. Of any number of callers at once, one gets it. */
export async function spendRecoveryCode(
  database: Database,
  code: { readonly userId: string; readonly codeHashes: readonly string[]; readonly at: Date },
): Promise<boolean> {
  const spent = await database
    .update(recoveryCodes)
    .set({ usedAt: code.at })
    .where(
      and(
        hasId(recoveryCodes.userId, code.userId),
        inArray(recoveryCodes.codeHash, [...code.codeHashes]),
        isNull(recoveryCodes.usedAt),
      ),
    )
    .returning({ codeHash: recoveryCodes.codeHash });
  return spent.length > 0;
}
