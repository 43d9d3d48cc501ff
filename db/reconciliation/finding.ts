import { sql } from "drizzle-orm";
import { v7 as makeUuid } from "uuid";
import type { Database, Transaction } from "../database.ts";
import { ledgerFindings } from "../schema/ledger.ts";

/** The ledger and something else do not agree. */
export interface Finding {
  readonly name: string;
  /** What it is about: an id, then which of its accounts. */
  readonly subject: string;
  readonly currency: string | null;
  readonly expectedMinor: number;
  readonly foundMinor: number;
}

/** What a check looked at, and what it found there. */
interface Looked {
  /** All that the check could have found. */
  readonly names: readonly string[];
  readonly ids: readonly string[];
  readonly findings: readonly Finding[];
  readonly at: Date;
}

/**
 * Keeps what was found, and resolves what was found before and is not there any more. Returns those that are new, each of
 * which somebody has to hear of.
 */
export async function keepFindings(
  transaction: Transaction,
  { names, ids, findings, at }: Looked,
): Promise<Finding[]> {
  const moment = sql`${at.toISOString()}::timestamptz`;
  const still = sql.join(
    findings.map(({ name, subject }) => sql`(${name}, ${subject})`),
    sql`, `,
  );
  await transaction.execute(sql`
    update ledger_findings set resolved_at = ${moment}
    where resolved_at is null and name = any(${sql.param(names)}::text[])
      and split_part(subject, ' ', 1) = any(${sql.param(ids)}::text[])
      ${findings.length === 0 ? sql`` : sql`and (name, subject) not in (${still})`}`);
  const fresh: Finding[] = [];
  for (const finding of findings) {
    const [kept] = await transaction
      .insert(ledgerFindings)
      .values({ ...finding, id: makeUuid(), foundAt: at })
      .onConflictDoUpdate({
        target: [ledgerFindings.name, ledgerFindings.subject],
        targetWhere: sql`resolved_at is null`,
        set: { expectedMinor: finding.expectedMinor, foundMinor: finding.foundMinor },
      })
      .returning({ foundAt: ledgerFindings.foundAt });
    if (kept?.foundAt.getTime() === at.getTime()) fresh.push(finding);
  }
  return fresh;
}

/** What was found by these checks and is not resolved: the ids to look at again. */
export async function listFoundIds(
  database: Database,
  names: readonly string[],
  limit: number,
): Promise<string[]> {
  const { rows } = await database.execute<{ readonly id: string }>(sql`
    select distinct split_part(subject, ' ', 1) as id from ledger_findings
    where resolved_at is null and name = any(${sql.param(names)}::text[]) limit ${limit}`);
  return rows.map(({ id }) => id);
}
