import { drizzle } from "drizzle-orm/node-postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "../../test/support/postgres.ts";
import type { Database, Transaction } from "../database.ts";
import { listPayouts } from "../payouts/payouts.ts";
import { listDueReleases } from "../payouts/release-order.ts";
import { findProjectedEntry } from "../projection/project-room.ts";
import { listActivity } from "./activity.ts";
import { checkOrders } from "../reconciliation/check-orders.ts";
import { listAddresses } from "./addresses.ts";
import { findAuction, listAuctions } from "./auctions.ts";
import { listAuditOf } from "./audit.ts";
import { listBids } from "./bids.ts";
import { findBidderTerms } from "./bidder-terms.ts";
import { claimRequest } from "./idempotency.ts";
import { readBalances } from "./ledger.ts";
import { listLots } from "./lots.ts";
import { listMessages } from "./messages.ts";
import { findOrderOf, listOrders } from "./orders.ts";
import { listOverdueRooms } from "./overdue-rooms.ts";
import { listDiscardedPictures } from "./pictures.ts";
import { noteShown } from "./uploads.ts";
import { deletePassed } from "./sweep.ts";
import { countFacets } from "./product-facets.ts";
import { listProducts } from "./product-list.ts";
import { findOwnProducts } from "./products-by-id.ts";
import { findProduct } from "./products.ts";
import { rotateSession } from "./rotate-session.ts";
import { listSessionRooms } from "./session-rooms.ts";
import { listMonths, listStatementLines } from "./statements.ts";
import { listSuggestions } from "./suggestions.ts";
import { listTransactions } from "./transactions.ts";
import { listNextReleases } from "./wallet.ts";
import { findLiveSession, listSessions } from "./sessions.ts";
import { findUserForLogin } from "./users.ts";

const { pool } = await createTestDatabase();

/** The statements of the query under test, as drizzle sends them. */
const sent: { readonly text: string; readonly values: unknown[] }[] = [];
const database: Database = drizzle(pool, {
  logger: { logQuery: (text, values) => void sent.push({ text, values }) },
});

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

/** The plans of the statements that `run` sends, in order. */
async function explain(run: () => Promise<unknown>): Promise<string[]> {
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
}

/** Rows with ids that follow from a number, so that the fillings below can point at each other. */
const id = (kind: number, number: string): string =>
  `('00000000-0000-7000-8000-' || lpad(to_hex(${kind} * 16777216::bigint + ${number}), 12, '0'))::uuid`;
const getId = (kind: number, number: number): string =>
  `00000000-0000-7000-8000-${(kind * 16_777_216 + number).toString(16).padStart(12, "0")}`;
const kinds = {
  user: 1,
  category: 2,
  product: 3,
  auction: 4,
  lot: 5,
  order: 6,
  session: 7,
  account: 8,
  movement: 9,
} as const;

const moment = "timestamptz '2026-01-01' + make_interval(mins => n)";
const hash = (number: string): string => `lpad(to_hex(${number}), 64, '0')`;

const fillings = [
  `insert into users (id, email, display_name) select ${id(kinds.user, "n")}, 'user' || n || '@example.com', 'User ' || n
   from generate_series(1, 10000) n`,
  `insert into categories (id, name, slug) select ${id(kinds.category, "n")}, 'Category ' || n, 'category-' || n
   from generate_series(1, 40) n`,
  `insert into products (id, seller_id, category_id, title, condition, status, currency, starting_price_minor,
     view_count, created_at, deleted_at)
   select ${id(kinds.product, "n")}, ${id(kinds.user, "1 + n % 100")}, ${id(kinds.category, "1 + n % 40")}, case when n % 5000 = 1 then 'Rarest ' else '' end || 'Thing ' || n,
     'good', case when n % 4 = 0 then 'draft' else 'active' end, 'USD', 100 + n * 7919 % 50000, n * 7919 % 1000,
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
  `insert into auction_facts (auction_id, seq, entry_number, type, at, hash, fact)
   select ${id(kinds.auction, "1 + n % 200")}, 1 + n / 200, 1 + n / 200, 'bid.placed', ${moment}, ${hash("n")}, '{}'
   from generate_series(0, 19999) n`,
  `insert into chat_messages (id, auction_id, sender_id, display_name, role, text, at)
   select gen_random_uuid(), ${id(kinds.auction, "1 + n % 200")}, ${id(kinds.user, "1001 + n % 50")}, 'Ana', 'bidder',
     'Hello', ${moment}
   from generate_series(0, 19999) n`,
  `insert into orders (id, auction_id, lot_id, sale_number, seller_id, buyer_id, status, currency, hammer_minor,
     premium_minor, shipping_minor, tax_minor, total_minor, premium_bps, tax_bps, fee_bps, sold_at, created_at, paid_at)
   select ${id(kinds.order, "n")}, ${id(kinds.auction, "1 + n % 8000")}, ${id(kinds.lot, "n")}, 1,
     ${id(kinds.user, "1 + n % 50")}, ${id(kinds.user, "1001 + n % 500")}, 'paid', 'USD', 1, 0, 0, 0, 1, 0, 0, 0,
     ${moment}, ${moment}, ${moment}
   from generate_series(1, 20000) n`,
  `update orders set refunded_minor = 1, given_back_parts = '{1}' where id in (
     select ${id(kinds.order, "n * 7")} from generate_series(1, 2857) n)`,
  `insert into disputes (id, order_id, origin, reason, status, amount_minor, resolved_at)
   select gen_random_uuid(), ${id(kinds.order, "n * 6")}, 'bank', 'other', 'won', 1, now() from generate_series(1, 3000) n`,
  `insert into seller_settings (user_id) select ${id(kinds.user, "n")} from generate_series(1, 5000) n`,
  `insert into payments (id, order_id, user_id, attempt, idempotency_key, status, amount_minor, currency, provider,
     completed_at)
   select id, id, buyer_id, 1, id::text, 'completed', 1, 'USD', 'test', now() from orders where refunded_minor > 0`,
  `insert into refunds (id, order_id, payment_id, amount_minor, reason, created_at)
   select gen_random_uuid(), id, id, 1, 'other', created_at from orders, generate_series(1, 5) where refunded_minor > 0`,
  `insert into payouts (id, seller_id, currency, amount_minor, provider, account_reference, created_at)
   select gen_random_uuid(), ${id(kinds.user, "1 + n % 50")}, 'USD', 500, 'test', 'a', ${moment}
   from generate_series(1, 5000) n`,
  `insert into ledger_accounts (id, kind, owner_id, currency)
   select ${id(kinds.account, "n")}, 'seller-held', ${id(kinds.user, "n")}::text, 'USD' from generate_series(1, 2000) n`,
  // Two lines each, of account n and of the next one.
  `with told as (
     insert into ledger_transactions (id, key, kind, currency, order_id, entry_count, at)
     select ${id(kinds.movement, "n")}, 'order-paid:' || n, 'order-paid', 'USD', ${id(kinds.order, "n")}, 2, ${moment}
     from generate_series(1, 1500) n returning id, key)
   insert into ledger_entries (transaction_id, position, account_id, currency, amount_minor)
   select told.id, side, ${id(kinds.account, "1 + (split_part(told.key, ':', 2)::int + side) % 2000")}, 'USD', 1 - 2 * side
   from told, generate_series(0, 1) side`,
  `insert into user_sessions (id, user_id, last_seen_at, expires_at)
   select ${id(kinds.session, "n")}, ${id(kinds.user, "1 + n % 10000")}, ${moment}, timestamptz '2027-01-01'
   from generate_series(1, 30000) n`,
  `insert into session_rooms (session_id, auction_id, joined_at)
   select ${id(kinds.session, "n")}, ${id(kinds.auction, "1 + n % 8000")}, ${moment} from generate_series(1, 30000) n`,
  `insert into audit_log (id, at, actor_id, action, subject_type, subject_id)
   select gen_random_uuid(), ${moment}, ${id(kinds.user, "1 + n % 2000")}, 'session.ended', 'session', 'x'
   from generate_series(1, 30000) n`,
  `insert into refresh_tokens (token_hash, session_id, issued_at, expires_at)
   select ${hash("n")}, ${id(kinds.session, "n")}, ${moment}, timestamptz '2027-01-01'
   from generate_series(1, 30000) n`,
  `insert into addresses (id, user_id, full_name, line1, city, postal_code, country, preference)
   select gen_random_uuid(), ${id(kinds.user, "n")}, 'Ana', 'Street', 'City', '1', 'US', -n
   from generate_series(1, 10000) n`,
  `insert into payment_methods (id, user_id, provider, provider_reference, brand, last4, status, verified_at, preference)
   select gen_random_uuid(), ${id(kinds.user, "n")}, 'test', 'card-' || n, 'visa', '4242', 'verified', now(), -n
   from generate_series(1, 10000) n`,
  `insert into idempotency_keys (user_id, key, request_hash, status, locked_until, expires_at)
   select ${id(kinds.user, "1 + n % 10000")}, 'key-' || n, ${hash("n")}, 'running', now(), timestamptz '2027-01-01'
   from generate_series(1, 20000) n`,
  `insert into pictures (id, owner_id, purpose, discard_at)
   select gen_random_uuid(), ${id(kinds.user, "1 + n % 10000")}, 'avatar',
     case when n % 100 = 0 then ${moment} end from generate_series(1, 20000) n`,
  `insert into room_projections (auction_id) select ${id(kinds.auction, "n")} from generate_series(1, 8000) n`,
];

beforeAll(async () => {
  for (const filling of fillings) await pool.query(filling);
  await pool.query("vacuum analyze");
  // A few seconds; on a busy machine a minute.
}, 180_000);

const user = getId(kinds.user, 1_002);
const seller = getId(kinds.user, 2);
const auction = getId(kinds.auction, 2);
const at = new Date(Date.UTC(2026, 10, 21));
const page = { limit: 24 };

/** The cursor behind the first page, for the plans that matter: those deep in a list. */
const second = async (
  list: (request: { readonly limit: number; readonly cursor?: string }) => Promise<unknown>,
): Promise<unknown> => {
  const first = (await list(page)) as { readonly value: { readonly nextCursor: string | null } };
  const cursor = first.value.nextCursor;
  if (cursor === null) throw new Error("the list has no second page");
  sent.length = 0;
  return list({ ...page, cursor });
};

interface HotQuery {
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

const active = { status: "active" } as const;
const priced = { ...active, currency: "USD" } as const;

const hotQueries: readonly HotQuery[] = [
  {
    what: "products, newest first",
    run: async () =>
      second(async (request) => listProducts(database, active, { sort: "newest", ...request })),
    uses: ["products_newest_index"],
    inOrder: true,
  },
  {
    what: "products by price",
    run: async () => second(async (request) => listProducts(database, priced, { sort: "price", ...request })),
    uses: ["products_currency_price_index"],
    inOrder: true,
  },
  {
    what: "products by price, dearest first",
    run: async () =>
      second(async (request) => listProducts(database, priced, { sort: "-price", ...request })),
    uses: ["products_currency_price_index"],
    inOrder: true,
  },
  {
    what: "products, most looked at first",
    run: async () =>
      second(async (request) => listProducts(database, active, { sort: "popular", ...request })),
    uses: ["products_popular_index"],
    inOrder: true,
  },
  ...(
    [
      ["newest", "products_category_index"],
      ["price", "products_category_price_index"],
      ["popular", "products_category_popular_index"],
    ] as const
  ).map(([sort, index]) => ({
    what: `products of a category, ${sort}`,
    run: async () =>
      second(async (request) =>
        listProducts(database, { ...priced, category: "category-2" }, { sort, ...request }),
      ),
    uses: [index],
  })),
  {
    what: "products by a rare word",
    run: async () =>
      listProducts(database, { ...active, search: "rarest thing" }, { sort: "relevance", ...page }),
    uses: ["products_document_index", "search_vocabulary_prefix_index"],
  },
  {
    what: "products by a mistyped word",
    run: async () =>
      listProducts(database, { ...active, search: "raresst thing" }, { sort: "newest", ...page }),
    uses: ["products_document_index", "search_vocabulary_prefix_index"],
  },
  {
    what: "products by a word that every one has, newest first",
    run: async () => listProducts(database, { ...active, search: "thing" }, { sort: "newest", ...page }),
    uses: ["products_newest_index"],
  },
  {
    what: "products that are being sold, by their ends",
    run: async () =>
      second(async (request) => listProducts(database, active, { sort: "ending", ...request })),
    uses: ["lots_closing_index"],
  },
  {
    what: "products that are live",
    run: async () => listProducts(database, { ...active, isLive: true }, { sort: "newest", ...page }),
    uses: ["products_pkey"],
  },
  {
    what: "what the filters of a search would leave",
    run: async () =>
      countFacets(
        database,
        { ...active, search: "rarest thing", condition: "new" },
        { currency: "USD", stepsMinor: [1_000, 5_000] },
      ),
    uses: ["products_document_index"],
  },
  {
    what: "suggestions",
    run: async () => listSuggestions(database, "rarest thing"),
    uses: ["products_document_index", "users_seller_name_index"],
  },
  {
    what: "auctions by their words and those of their lots",
    run: async () => listAuctions(database, { search: "sale 777" }, page),
    uses: ["auctions_document_index", "lots_document_index"],
  },
  {
    what: "products of a seller",
    run: async () =>
      second(async (request) => listProducts(database, { sellerId: seller }, { sort: "newest", ...request })),
    uses: ["products_seller_index"],
    inOrder: true,
  },
  {
    what: "a product",
    run: async () => findProduct(database, getId(kinds.product, 11)),
    uses: ["products_pkey"],
  },
  {
    what: "auctions to come",
    run: async () => second(async (request) => listAuctions(database, { status: "scheduled" }, request)),
    uses: ["auctions_status_index"],
    inOrder: true,
  },
  {
    what: "live auctions",
    run: async () => second(async (request) => listAuctions(database, { status: "live" }, request)),
    uses: ["auctions_live_index"],
  },
  {
    what: "past auctions",
    run: async () => second(async (request) => listAuctions(database, { status: "ended" }, request)),
    uses: ["auctions_closed_index"],
    inOrder: true,
  },
  {
    what: "all auctions",
    run: async () => second(async (request) => listAuctions(database, {}, request)),
    uses: ["auctions_scheduled_start_index"],
    inOrder: true,
  },
  {
    what: "auctions of a seller, private ones too",
    run: async () => listAuctions(database, { sellerId: seller, viewerId: seller }, page),
    uses: ["auctions_seller_index"],
  },
  {
    what: "overdue rooms",
    run: async () => listOverdueRooms(database, at),
    uses: ["auctions_unfinished_index"],
  },
  {
    what: "the rooms a sign-in entered",
    run: async () => listSessionRooms(database, [getId(kinds.session, 9)]),
    uses: ["session_rooms_pkey"],
  },
  {
    what: "the products of new lots",
    run: async () => findOwnProducts(database, seller, [getId(kinds.product, 11), getId(kinds.product, 12)]),
    uses: ["products_pkey"],
  },
  { what: "an auction", run: async () => findAuction(database, auction), uses: ["auctions_pkey"] },
  {
    what: "the lots of an auction",
    run: async () => listLots(database, auction),
    uses: ["lots_position_index"],
  },
  {
    what: "the bids of a lot",
    run: async () =>
      second(async (request) =>
        listBids(database, { auctionId: auction, lotId: getId(kinds.lot, 1) }, request),
      ),
    uses: ["bids_lot_index"],
    inOrder: true,
  },
  {
    what: "the bids of an auction",
    run: async () => second(async (request) => listBids(database, { auctionId: auction }, request)),
    uses: ["bids_pkey"],
    inOrder: true,
  },
  {
    what: "the chat of an auction",
    run: async () => second(async (request) => listMessages(database, auction, request)),
    uses: ["chat_messages_auction_index"],
    inOrder: true,
  },
  {
    what: "what somebody bought",
    run: async () => listOrders(database, { userId: user, side: "buyer" }, { limit: 5 }),
    uses: ["orders_buyer_index"],
  },
  {
    what: "what somebody paid and was paid",
    run: async () => second(async (request) => listTransactions(database, { userId: user }, request)),
    uses: ["orders_buyer_index", "orders_seller_index", "orders_seller_refund_index", "payouts_seller_index"],
  },
  {
    what: "a seller's payouts",
    run: async () => second(async (request) => listPayouts(database, seller, request)),
    uses: ["payouts_seller_index"],
    inOrder: true,
  },
  {
    what: "what somebody has",
    run: async () => readBalances(database, { ownerId: seller, kinds: ["seller-held"] }),
    uses: ["ledger_accounts_owner_index", "ledger_entries_account_index"],
  },
  {
    what: "a seller's next releases",
    run: async () => listNextReleases(database, seller, 20),
    uses: ["orders_seller_release_index"],
  },
  {
    what: "orders to be released",
    run: async () => listDueReleases(database, { at, limit: 500 }),
    uses: ["orders_release_index"],
  },
  {
    what: "the months of a seller",
    run: async () => listMonths(database, seller),
    uses: ["ledger_accounts_owner_index", "ledger_entries_account_index"],
  },
  {
    what: "a month of a seller",
    run: async () =>
      listStatementLines(
        database,
        { ownerId: seller, month: { from: new Date(0), to: new Date(Date.UTC(2026, 1)) } },
        page,
      ),
    uses: ["ledger_accounts_owner_index", "ledger_entries_account_index"],
  },
  {
    what: "orders as the reconciliation reads them",
    run: async () =>
      checkOrders.find(database as Transaction, [getId(kinds.order, 100), getId(kinds.order, 7)]),
    uses: [
      "orders_pkey",
      "payments_attempt_unique",
      "refunds_order_index",
      "ledger_transactions_order_index",
    ],
  },
  {
    what: "what somebody sold",
    run: async () =>
      second(async (request) => listOrders(database, { userId: seller, side: "seller" }, request)),
    uses: ["orders_seller_index"],
    inOrder: true,
  },
  {
    what: "an order of somebody",
    run: async () => findOrderOf(database, { orderId: getId(kinds.order, 5), userId: seller }),
    uses: ["orders_pkey"],
  },
  {
    what: "an account at sign-in",
    run: async () => findUserForLogin(database, "user7@example.com"),
    uses: ["users_email_unique"],
  },
  {
    what: "the session of an access token",
    run: async () => findLiveSession(database, getId(kinds.session, 9), at),
    uses: ["user_sessions_pkey"],
  },
  {
    what: "the devices of somebody",
    run: async () => listSessions(database, user, at),
    uses: ["user_sessions_user_id_index"],
  },
  {
    what: "what somebody did",
    run: async () => listAuditOf(database, user, page),
    uses: ["audit_log_actor_index"],
  },
  {
    what: "the activity of somebody, of every kind",
    run: async () =>
      second(async (request) =>
        listActivity(database, { userId: user, types: ["account", "bid", "purchase", "sale"] }, request),
      ),
    uses: ["audit_log_actor_index", "bids_bidder_index", "orders_buyer_index", "orders_seller_index"],
    inOrder: "each",
  },
  {
    what: "a refresh",
    run: async () =>
      rotateSession(database, {
        tokenHash: "7".padStart(64, "0"),
        childHash: "f".repeat(64),
        at,
        expiresAt: new Date(Date.UTC(2027, 0)),
        graceMs: 10_000,
        ipAddress: null,
        place: null,
        userAgent: null,
      }),
    uses: ["refresh_tokens_pkey", "user_sessions_pkey"],
  },
  {
    what: "the addresses of somebody",
    run: async () => listAddresses(database, user, page),
    uses: ["addresses_user_id_index"],
  },
  {
    what: "whether somebody may bid",
    run: async () =>
      findBidderTerms(database, { userId: user, sellerId: seller, auctionId: null, currency: "USD", at }),
    uses: ["users_pkey", "addresses_user_id_index", "payment_methods_user_id_index"],
  },
  {
    what: "an idempotency key",
    run: async () =>
      claimRequest(database, {
        userId: getId(kinds.user, 8),
        key: "key-7",
        requestHash: "7".padStart(64, "0"),
        at,
        lockMs: 60_000,
        lifeMs: 86_400_000,
      }),
    uses: ["idempotency_keys_pkey"],
  },
  {
    what: "what the sweep removes of sign-ins",
    run: async () => deletePassed(database, "signIns", { at, limit: 10 }),
    uses: ["user_sessions_expires_at_index"],
  },
  {
    what: "what the sweep removes of refresh tokens",
    run: async () => deletePassed(database, "refreshTokens", { at, limit: 10 }),
    uses: ["refresh_tokens_expires_at_index"],
  },
  {
    what: "what the sweep removes of idempotency keys",
    run: async () => deletePassed(database, "idempotencyKeys", { at, limit: 10 }),
    uses: ["idempotency_keys_expires_at_index"],
  },
  {
    what: "pictures nobody shows",
    run: async () => listDiscardedPictures(database, { at, limit: 10 }),
    uses: ["pictures_discard_at_index"],
    inOrder: true,
  },
  {
    what: "whether products show a picture",
    run: async () => noteShown(database, [getId(kinds.user, 1)], at),
    uses: ["products_images_index", "products_seller_index"],
  },
  {
    what: "a room's cursor",
    run: async () => findProjectedEntry(database, auction),
    uses: ["room_projections_pkey"],
  },
];

/** Small tables, which Postgres reads whole whatever indexes they have. */
const small =
  "categories|shipping_rates|tax_rates|spending_limits|seller_blocks|account_links|self_limits|strikes";

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

describe("the plan of", () => {
  test.each(hotQueries)("$what uses $uses", async ({ run, uses, inOrder = false }) => {
    const plans = await explain(run);
    const plan = plans.join("\n");
    for (const index of uses) expect(plan).toContain(`on ${index}`);
    expect(plan).not.toMatch(new RegExp(`Seq Scan on (?!${small})`, "u"));
    // A list's first statement finds the page; what follows is about its few rows.
    const found = inOrder === "each" ? readBelow(plans[0] ?? "", "Limit") : (plans[0] ?? "");
    expect(/\bSort\b/u.test(found) && inOrder !== false ? plan : "no sort").toBe("no sort");
  });
});
