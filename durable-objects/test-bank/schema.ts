import { assert } from "../../domain/result.ts";

/** Tables of things that go on by themselves. */
const clockwork = ["charges", "refunds", "disputes", "payouts", "webhooks"] as const;

/** The bank's tables, oldest change first; a change is never edited once it has run anywhere. */
const migrations: readonly (readonly string[])[] = [
  [
    "CREATE TABLE setups (token TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_at_ms INTEGER NOT NULL, method TEXT)",
    // `card` is a row of cards.ts, never a number that anybody could pay with.
    `CREATE TABLE methods (reference TEXT PRIMARY KEY, customer TEXT NOT NULL, card TEXT NOT NULL,
       expiry_month INTEGER NOT NULL, expiry_year INTEGER NOT NULL, is_detached INTEGER NOT NULL DEFAULT 0)`,
    // Idempotency: what was asked with a key, and the thing that came of it.
    "CREATE TABLE requests (key TEXT PRIMARY KEY, request TEXT NOT NULL, reference TEXT NOT NULL)",
    // `due_at_ms`, here and below: when the thing goes on by itself; null when it has come to its end.
    `CREATE TABLE charges (reference TEXT PRIMARY KEY, payment_id TEXT NOT NULL, order_id TEXT NOT NULL,
       amount_minor INTEGER NOT NULL, currency TEXT NOT NULL, card TEXT, description TEXT NOT NULL,
       return_url TEXT NOT NULL, status TEXT NOT NULL, failure TEXT, fee_minor INTEGER,
       refunded_minor INTEGER NOT NULL DEFAULT 0, approval_token TEXT UNIQUE, due_at_ms INTEGER)`,
    `CREATE TABLE refunds (reference TEXT PRIMARY KEY, refund_id TEXT NOT NULL, charge TEXT NOT NULL,
       amount_minor INTEGER NOT NULL, status TEXT NOT NULL, due_at_ms INTEGER)`,
    `CREATE TABLE disputes (reference TEXT PRIMARY KEY, charge TEXT NOT NULL UNIQUE, amount_minor INTEGER NOT NULL,
       fee_minor INTEGER NOT NULL, reason TEXT NOT NULL, status TEXT NOT NULL, due_at_ms INTEGER)`,
    `CREATE TABLE accounts (reference TEXT PRIMARY KEY, user_id TEXT NOT NULL, country TEXT NOT NULL, status TEXT NOT NULL)`,
    `CREATE TABLE onboardings (token TEXT PRIMARY KEY, account TEXT NOT NULL, return_url TEXT NOT NULL,
       expires_at_ms INTEGER NOT NULL)`,
    `CREATE TABLE payouts (reference TEXT PRIMARY KEY, payout_id TEXT NOT NULL, account TEXT NOT NULL,
       amount_minor INTEGER NOT NULL, currency TEXT NOT NULL, status TEXT NOT NULL, failure TEXT, due_at_ms INTEGER)`,
    `CREATE TABLE webhooks (number INTEGER PRIMARY KEY, body TEXT NOT NULL, made_at_ms INTEGER NOT NULL,
       attempts INTEGER NOT NULL DEFAULT 0, due_at_ms INTEGER NOT NULL)`,
    ...clockwork.map(
      (table) => `CREATE INDEX ${table}_due ON ${table} (due_at_ms) WHERE due_at_ms IS NOT NULL`,
    ),
    "CREATE INDEX setups_expiry ON setups (expires_at_ms)",
    "CREATE INDEX onboardings_expiry ON onboardings (expires_at_ms)",
  ],
  // What a seller handed in, as it came.
  ["ALTER TABLE disputes ADD COLUMN evidence TEXT"],
];

const versionKey = "schema_version";

/** Brings the tables up to date. Synchronous and inside one implicit transaction: all of it or none. */
export function migrate({ kv, sql }: DurableObjectStorage): void {
  const version = kv.get<number>(versionKey) ?? 0;
  assert(version <= migrations.length, "a bank is not opened by older code than wrote it");
  if (version === migrations.length) return;
  for (const statement of migrations.slice(version).flat()) sql.exec(statement);
  kv.put(versionKey, migrations.length);
}

/** When anything goes on next: the first entry of each index of what is due. */
export function findNextDue(sql: SqlStorage): number | null {
  const firsts = clockwork.map(
    (table) => `SELECT min(due_at_ms) AS at FROM ${table} WHERE due_at_ms IS NOT NULL`,
  );
  const [next] = sql
    .exec<{ at: number | null }>(`SELECT min(at) AS at FROM (${firsts.join(" UNION ALL ")})`)
    .toArray();
  return next?.at ?? null;
}
