import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Database } from "../../db/database.ts";
import { dataDir } from "../../scripts/places.ts";
import { ensureDatabase, startCluster } from "../../scripts/postgres/cluster.ts";
import { applyMigrations } from "../../scripts/postgres/migrate.ts";
import { createSeededRandom } from "../../test/sim/seeded-random.ts";
import { computeQuantile } from "../room/stats.ts";
import { describeMarket, fill } from "./market.ts";
import { describeQuestions } from "./questions.ts";
import type { Question } from "./questions.ts";

/**
 * `npm run bench:db` asks a full database what the product asks while somebody waits; see docs/bench.md. What was filled
 * stays under the data folder for the next run of the same size; `npm run reset` takes it away too.
 */
const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean" },
    products: { type: "string", default: "1000000" },
    bids: { type: "string", default: "10000000" },
  },
});
const isQuick = flags.quick === true;
const market = describeMarket(
  isQuick
    ? { products: 20_000, bids: 100_000 }
    : { products: Number(flags.products), bids: Number(flags.bids) },
);
const repetitions = isQuick ? 40 : 300;
/** What the first documents ask of the database, on average. */
const aimMs = 50;
/** A smaller table is read whole whatever indexes it has. */
const largeRows = 10_000;
const loadBefore = loadavg()[0] ?? Number.NaN;

const directory = join(dataDir, `bench-db-${market.products}-${market.bids}`);
mkdirSync(directory, { recursive: true });
const cluster = await startCluster({ directory });
try {
  const url = await ensureDatabase(cluster, "bench");
  await applyMigrations(url);
  await fillOnce(url);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  let text: string;
  try {
    text = await measureAll(pool);
  } finally {
    await pool.end();
  }
  writeFileSync(join(import.meta.dirname, `../results/${isQuick ? "db-quick" : "db"}.md`), text);
  console.log(text);
} finally {
  await cluster.stop();
}

async function fillOnce(url: string): Promise<void> {
  const mark = join(directory, "filled");
  if (existsSync(mark)) return;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const startedAtMs = performance.now();
  const elapsed = (): string => `${Math.round((performance.now() - startedAtMs) / 1_000)} s`;
  await fill(client, market, (done) => console.error(`filled ${done} after ${elapsed()}`));
  await client.end();
  writeFileSync(mark, "");
}

async function measureAll(pool: pg.Pool): Promise<string> {
  const sent: Statement[] = [];
  const logger = { logQuery: (text: string, values: unknown[]) => void sent.push({ text, values }) };
  const database: Database = drizzle(pool, { logger });
  const roundTrip = await measure(() => pool.query("select 1"));
  const lines = [
    `# What the database is asked while somebody waits${isQuick ? " (quick)" : ""}`,
    "",
    `${new Date().toISOString()} · node ${process.version} · ${cpus()[0]?.model ?? "unknown"} × ${cpus().length} · load before ${loadBefore.toFixed(1)}`,
    "",
    `${market.products.toLocaleString("en")} products, ${market.bids.toLocaleString("en")} bids, ${market.lots.toLocaleString("en")} lots, ${market.orders.toLocaleString("en")} orders, ${market.users.toLocaleString("en")} people. ${repetitions} times each, about a random one. Ratio: the average by that of an empty round trip (${roundTrip.meanMs.toFixed(2)} ms) in the same run.`,
    "",
    "| question | average ms | p95 ms | ratio | read by |",
    "| --- | --- | --- | --- | --- |",
  ];
  const slow: string[] = [];
  for (const question of describeQuestions(market)) {
    const any = createSeededRandom(7);
    const { meanMs, p95Ms } = await measure(() => question.ask(database, any));
    const readBy = await describeReads(pool, database, { question, sent });
    const ratio = (meanMs / roundTrip.meanMs).toFixed(1);
    lines.push(`| ${question.what} | ${meanMs.toFixed(2)} | ${p95Ms.toFixed(2)} | ${ratio} | ${readBy} |`);
    if (meanMs > aimMs) slow.push(question.what);
  }
  lines.push(
    "",
    slow.length === 0
      ? `Every average is below ${aimMs} ms.`
      : `Above ${aimMs} ms on average: ${slow.join(", ")}.`,
  );
  return `${lines.join("\n")}\n`;
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

async function measure(ask: () => Promise<unknown>): Promise<{ meanMs: number; p95Ms: number }> {
  // Plans are made and pages are read by the first few.
  for (let index = 0; index < 5; index++) await ask();
  const waits = new Float64Array(repetitions);
  for (let index = 0; index < repetitions; index++) {
    const startedAtMs = performance.now();
    await ask();
    waits[index] = performance.now() - startedAtMs;
  }
  const meanMs = waits.reduce((sum, wait) => sum + wait, 0) / repetitions;
  return { meanMs, p95Ms: computeQuantile(waits.toSorted(), 0.95) };
}

/** The indexes a question is answered from, and the large tables it reads whole. */
async function describeReads(
  pool: pg.Pool,
  database: Database,
  { question, sent }: { readonly question: Question; readonly sent: Statement[] },
): Promise<string> {
  sent.length = 0;
  await question.ask(database, createSeededRandom(7));
  const reads = new Set<string>();
  const large = await pool.query<{ relname: string }>(
    "select relname from pg_class where relkind = 'r' and reltuples > $1",
    [largeRows],
  );
  const isLarge = new Set(large.rows.map(({ relname }) => relname));
  for (const { text, values } of sent) {
    const { rows } = await pool.query<{ "QUERY PLAN": string }>(`explain ${text}`, values);
    for (const { "QUERY PLAN": line } of rows) {
      const index = /(?:using|Index Scan on) (\S+)/u.exec(line)?.[1];
      const whole = /Seq Scan on (\S+)/u.exec(line)?.[1];
      if (index !== undefined) reads.add(index);
      if (whole !== undefined && isLarge.has(whole)) reads.add(`**${whole} whole**`);
    }
  }
  return [...reads].join(", ");
}
