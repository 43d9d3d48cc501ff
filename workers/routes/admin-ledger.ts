import { readLedger, reconcileLedger } from "../../contract/http/admin-ledger.ts";
import type { Database } from "../../db/database.ts";
import { recordAudit } from "../../db/queries/audit.ts";
import { listOpenFindings, listWalks, readKindSums } from "../../db/reconciliation/sums.ts";
import { reconcile } from "../jobs/money/reconcile.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { describeRequest } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

const findingsShown = 100;
/** A look that somebody asked for goes further, and still ends well within its request. */
const walkLimit = 2_000;

export function mountAdminLedger(parts: Interface): void {
  mount(parts, readLedger, async (context) => ({
    data: await describeLedger(context.get("postgres").database),
  }));
  mount(parts, reconcileLedger, async (context) => {
    const postgres = context.get("postgres");
    await reconcile(postgres, { at: new Date(), walkLimit });
    await recordAudit(postgres.database, {
      ...describeRequest(context),
      actorId: requireSignedIn(context).userId,
      action: "ledger.reconciled",
      subjectType: "ledger",
      subjectId: "all",
    });
    return { data: await describeLedger(postgres.database) };
  });
}

async function describeLedger(database: Database) {
  const [sums, findings, walks] = await Promise.all([
    readKindSums(database),
    listOpenFindings(database, findingsShown),
    listWalks(database),
  ]);
  return {
    sums,
    findings: findings.map(({ foundAt, ...finding }) => ({
      ...finding,
      foundAt: foundAt.toISOString(),
    })),
    walks: walks.map(({ name, lookedAt, completedAt }) => ({
      name,
      lookedAt: lookedAt.toISOString(),
      completedAt: completedAt?.toISOString() ?? null,
    })),
  };
}
