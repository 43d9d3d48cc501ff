import type { DatabaseClient } from "../../../db/database.ts";
import { checks, runCheck } from "../../../db/reconciliation/reconcile.ts";
import { logJobFailure } from "../report.ts";

/** Twice the time between two runs and more, so that one that was late leaves no gap; the walk fills what one missed. */
const recentMs = 5 * 60_000;
/** Things of each kind that a run walks on: a million are looked at again within two days. */
const walkLimit = 400;

/**
 * Holds the ledger against everything else there is, a part at a time. A cent is enough: whatever is new gets a line in
 * the log, which alarms, and stays among the findings until it is no longer found.
 */
export async function reconcile(
  client: DatabaseClient,
  { at, walkLimit: limit = walkLimit }: { readonly at: Date; readonly walkLimit?: number },
): Promise<void> {
  const extent = { at, since: new Date(at.getTime() - recentMs), walkLimit: limit };
  for (const check of checks) {
    try {
      for (const { name, subject, currency } of await runCheck(client, check, extent))
        logJobFailure("reconciliation", new Error("the books do not agree"), { name, subject, currency });
    } catch (error) {
      logJobFailure("reconciliation", error, { check: check.name });
    }
  }
}
