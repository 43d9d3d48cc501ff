import { eq, sql } from "drizzle-orm";
import type { Database, DatabaseClient } from "../database.ts";
import { ledgerWalks } from "../schema/ledger.ts";
import type { Check } from "./check.ts";
import { checkOrders } from "./check-orders.ts";
import { checkPayouts } from "./check-payouts.ts";
import { checkTransactions } from "./check-transactions.ts";
import { type Finding, keepFindings, listFoundIds } from "./finding.ts";

export const checks: readonly Check[] = [checkTransactions, checkOrders, checkPayouts];

interface Extent {
  readonly at: Date;
  /** Everything that moved since then is looked at … */
  readonly since: Date;
  /** … and so is the next part of all there is, this long. */
  readonly walkLimit: number;
}

/** Things looked at together: a few statements, some milliseconds each. */
const batchSize = 200;
/** Things that moved lately or are wrong already, in one run; more are left to the walk. */
const knownMax = 2_000;

/**
 * One run of a check: what is known to be wrong, what moved lately, and the next part of the walk through all there is.
 * What it costs does not depend on how much there is; how long until everything was looked at again does.
 */
export async function runCheck(client: DatabaseClient, check: Check, extent: Extent): Promise<Finding[]> {
  const { database } = client;
  const { at, since, walkLimit } = extent;
  const found = await listFoundIds(database, check.findingNames, knownMax);
  const recent = await check.listRecent(database, { since, limit: knownMax });
  const after = await readPosition(database, check);
  const walked = await check.listBehind(database, { after, limit: walkLimit });
  const ids = [...new Set([...found, ...recent, ...walked])];
  const fresh: Finding[] = [];
  for (let first = 0; first < ids.length; first += batchSize)
    fresh.push(...(await lookAt(client, check, { ids: ids.slice(first, first + batchSize), at })));
  const isEnd = walked.length < walkLimit;
  await keepPosition(database, check, { position: isEnd ? null : (walked.at(-1) ?? null), isEnd, at });
  return fresh;
}

/** Tables and ledger are seen at one moment: what is written meanwhile is in both or in neither. */
async function lookAt(
  client: DatabaseClient,
  check: Check,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Date },
): Promise<Finding[]> {
  const findings = await client.transact(async (transaction) => {
    await transaction.execute(sql`set transaction isolation level repeatable read, read only`);
    return check.find(transaction, ids);
  });
  return client.transact((transaction) =>
    keepFindings(transaction, { names: check.findingNames, ids, findings, at }),
  );
}

async function readPosition(database: Database, { name }: Check): Promise<string | null> {
  const [walk] = await database
    .select({ position: ledgerWalks.position })
    .from(ledgerWalks)
    .where(eq(ledgerWalks.name, name));
  return walk?.position ?? null;
}

async function keepPosition(
  database: Database,
  { name }: Check,
  { position, isEnd, at }: { readonly position: string | null; readonly isEnd: boolean; readonly at: Date },
): Promise<void> {
  const walk = { position, lookedAt: at, ...(isEnd ? { completedAt: at } : {}) };
  await database
    .insert(ledgerWalks)
    .values({ name, ...walk })
    .onConflictDoUpdate({ target: ledgerWalks.name, set: walk });
}
