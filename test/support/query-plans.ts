import { drizzle } from "drizzle-orm/node-postgres";
import { beforeAll, describe, expect, test } from "vitest";
import type { Database } from "../../db/database.ts";
import { createTestDatabase } from "./postgres.ts";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The plan as lines of `indentation, step, index or table`. */
function describePlan(node: PlanNode, depth = 0): string[] {
  const on = node["Index Name"] ?? node["Relation Name"];
  const line = `${"  ".repeat(depth)}${node["Node Type"]}${on === undefined ? "" : ` on ${on}`}`;
  return [line, ...(node.Plans ?? []).flatMap((child) => describePlan(child, depth + 1))];
}

/** An id that follows from its number, so that rows can point at each other: as SQL, where `number` may be an expression. */
export const id = (kind: number, number: string): string =>
  `('00000000-0000-7000-8000-' || lpad(to_hex(${kind} * 16777216::bigint + ${number}), 12, '0'))::uuid`;
/** The same id as text. */
export const getId = (kind: number, number: number): string =>
  `00000000-0000-7000-8000-${(kind * 16_777_216 + number).toString(16).padStart(12, "0")}`;
export const kinds = {
  user: 1,
  category: 2,
  product: 3,
  auction: 4,
  lot: 5,
  order: 6,
  session: 7,
  account: 8,
  movement: 9,
  case: 10,
} as const;

/** A minute for each row `n`. */
export const moment = "timestamptz '2026-01-01' + make_interval(mins => n)";
/** A number as a hash has it. */
export const hash = (number: string): string => `lpad(to_hex(${number}), 64, '0')`;

/** The page of a list that is looked at. */
export const page = { limit: 24 };

/** Small tables, which Postgres reads whole whatever indexes they have. */
const small = "categories|shipping_rates|tax_rates";

/** A market of some years: what most queries join, whatever they are about. */
const market = [
  `insert into users (id, email, display_name) select ${id(kinds.user, "n")}, 'user' || n || '@example.com', 'User ' || n
   from generate_series(1, 10000) n`,
  `insert into categories (id, name, slug) select ${id(kinds.category, "n")}, 'Category ' || n, 'category-' || n
   from generate_series(1, 40) n`,
  `insert into products (id, seller_id, category_id, title, condition, status, currency, starting_price_minor,
     view_count, created_at, deleted_at)
   select ${id(kinds.product, "n")}, ${id(kinds.user, "1 + n % 100")}, ${id(kinds.category, "1 + n % 40")},
     case when n % 5000 = 1 then 'Rarest ' else '' end || 'Thing ' || n, 'good', case when n % 4 = 0 then 'draft' else 'active' end, 'USD', 100 + n * 7919 % 50000, n * 7919 % 1000,
     ${moment}, case when n % 10 = 0 then now() end
   from generate_series(1, 20000) n`,
  `insert into search_vocabulary (word)
   select translate(left(md5(n::text), 12), '0123456789', 'ghijklmnop') from generate_series(1, 20000) n`,
  `insert into auctions (id, seller_id, title, currency, premium_bps, fee_bps, stagger_ms, status, scheduled_start,
     started_at, ended_at)
   select ${id(kinds.auction, "n")}, ${id(kinds.user, "1 + n % 500")}, 'Sale ' || n, 'USD', 1000, 800, 20000,
     case when n % 200 = 0 then 'live' when n % 20 = 0 then 'scheduled' else 'ended' end, ${moment},
     case when n % 200 = 0 or n % 20 <> 0 then ${moment} end, case when n % 20 <> 0 then ${moment} end
   from generate_series(1, 8000) n`,
  `insert into lots (id, auction_id, position, format, title, rules, has_reserve, reserve_met, starting_price_minor,
     price_minor)
   select ${id(kinds.lot, "n")}, ${id(kinds.auction, "1 + n % 8000")}, 1 + n / 8000, 'english', 'Lot ' || n,
     '{}', false, true, 1000, 1000
   from generate_series(1, 24000) n`,
  // Each open lot is of a product of its own.
  `update lots set status = 'open', opened_at = now(), closes_at = now(), product_id = numbered.product_id
   from (select lots.id, ${id(kinds.product, "(row_number() over ())::int * 10 + 1")} as product_id
     from lots join auctions on auctions.id = auction_id where auctions.status = 'live') numbered
   where numbered.id = lots.id`,
  `insert into registrations (auction_id, user_id, paddle, shipping_minor, tax_bps, registered_at)
   select ${id(kinds.auction, "1 + n % 200")}, ${id(kinds.user, "1001 + n / 200")}, 1 + n / 200, 0, 0, now()
   from generate_series(0, 9999) n`,
  // Lot n is in auction n + 1.
  `insert into bids (auction_id, seq, bid_id, lot_id, bidder_id, paddle, kind, price_minor, auto, extended, at)
   select ${id(kinds.auction, "2 + n % 199")}, 1 + n / 199, gen_random_uuid(), ${id(kinds.lot, "1 + n % 199")},
     ${id(kinds.user, "1001 + n % 50")}, 1 + n % 50, 'placed', 1000 + n, false, false, ${moment}
   from generate_series(0, 39999) n`,
  `insert into orders (id, auction_id, lot_id, sale_number, seller_id, buyer_id, status, currency, hammer_minor,
     premium_minor, shipping_minor, tax_minor, total_minor, premium_bps, tax_bps, fee_bps, sold_at, created_at, paid_at)
   select ${id(kinds.order, "n")}, ${id(kinds.auction, "1 + n % 8000")}, ${id(kinds.lot, "n")}, 1,
     ${id(kinds.user, "1 + n % 50")}, ${id(kinds.user, "1001 + n % 500")}, 'paid', 'USD', 1, 0, 0, 0, 1, 0, 0, 0,
     ${moment}, ${moment}, ${moment}
   from generate_series(1, 20000) n`,
];

export interface HotQuery {
  readonly what: string;
  readonly run: () => Promise<unknown>;
  /** Indexes the plan must use. */
  readonly uses: readonly string[];
  /**
   * A long list: its page is read off the index in order. A sort would read all that fits for each page. `each`: several
   * such lists in one; what each gives of a page is sorted, what is read for it is not.
   */
  readonly inOrder?: true | "each";
}

type List = (request: { readonly limit: number; readonly cursor?: string }) => Promise<unknown>;

/** What is below the inner steps of a kind, the topmost left out. */
function readBelow(plan: string, step: string): string {
  const lines = plan.split("\n");
  const depthOf = (line: string): number => line.length - line.trimStart().length;
  let within: number | undefined;
  return lines
    .slice(1)
    .filter((line) => {
      if (within !== undefined && depthOf(line) > within) return true;
      within = line.trimStart() === step ? depthOf(line) : undefined;
      return within !== undefined;
    })
    .join("\n");
}

export interface PlanStage {
  readonly database: Database;
  /** The second page of a list, for the plans that matter: those deep in it. */
  readonly second: (list: List) => Promise<unknown>;
  /** Has each query's plan looked at as a test of its own. */
  readonly testPlans: (queries: readonly HotQuery[]) => void;
}

/**
 * A market as large as makes Postgres plan as it would for the real one, with what `fillings` add to it.
 */
export async function openPlanStage(fillings: readonly string[]): Promise<PlanStage> {
  const { pool } = await createTestDatabase();
  beforeAll(async () => {
    for (const filling of [...market, ...fillings]) await pool.query(filling);
    await pool.query("vacuum analyze");
    // A few seconds; on a busy machine a minute.
  }, 180_000);

  /** The statements of the query under test, as drizzle sends them. */
  const sent: { readonly text: string; readonly values: unknown[] }[] = [];
  const database: Database = drizzle(pool, {
    logger: { logQuery: (text, values) => void sent.push({ text, values }) },
  });

  const second: PlanStage["second"] = async (list) => {
    const first = (await list(page)) as { readonly value: { readonly nextCursor: string | null } };
    const cursor = first.value.nextCursor;
    if (cursor === null) throw new Error("the list has no second page");
    sent.length = 0;
    return list({ ...page, cursor });
  };

  /** The plans of the statements that `run` sends, in order. */
  const explain = async (run: () => Promise<unknown>): Promise<string[]> => {
    sent.length = 0;
    await run();
    const plans: string[] = [];
    for (const { text, values } of sent) {
      const { rows } = await pool.query<{ "QUERY PLAN": readonly [{ readonly Plan: PlanNode }] }>(
        `explain (format json) ${text}`,
        values,
      );
      for (const row of rows) plans.push(describePlan(row["QUERY PLAN"][0].Plan).join("\n"));
    }
    return plans;
  };

  const testPlans: PlanStage["testPlans"] = (queries) =>
    describe("the plan of", () => {
      test.each(queries)("$what uses $uses", async ({ run, uses, inOrder = false }) => {
        const plans = await explain(run);
        const plan = plans.join("\n");
        for (const index of uses) expect(plan).toContain(`on ${index}`);
        expect(plan).not.toMatch(new RegExp(`Seq Scan on (?!${small})`, "u"));
        // A list's first statement finds the page; what follows is about its few rows.
        const found = inOrder === "each" ? readBelow(plans[0] ?? "", "Limit") : (plans[0] ?? "");
        expect(/\bSort\b/u.test(found) && inOrder !== false ? plan : "no sort").toBe("no sort");
      });
    });

  return { database, second, testPlans };
}
