import { neonConfig } from "@neondatabase/serverless";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { operations } from "../app.ts";

const rows = 50;
const auction = "019abc00-0000-7000-8000-000000000001";

const seller = "019abc00-0000-7000-8000-000000000002";

let api: TestApi;
let ana: TestPerson;

const ids = (name: string): string => (name === "ana" ? ana.id : name === "seller" ? seller : auction);

/** Requests to Postgres, counted where the driver makes them. */
let statements = 0;
beforeAll(async () => {
  api = await createTestApi();
  // Everything of hers, and what only the house lists.
  ana = await api.join("Ana", "admin");
  for (const filling of fillings) {
    const statement = filling.replaceAll(
      /:(ana|seller|auction)/gu,
      (_whole, name: string) => `'${ids(name)}'::uuid`,
    );
    await api.sql(statement);
  }
  neonConfig.fetchFunction = (...parameters: Parameters<typeof fetch>) => {
    statements += 1;
    return fetch(...parameters);
  };
});
afterAll(() => {
  neonConfig.fetchFunction = undefined;
});

const n = `from generate_series(1, ${rows}) n`;
/** A list of fifty for everything that is listed, all of it Ana's. */
const fillings = [
  `insert into users (id, email, display_name, role) values (:seller, 'seller@example.com', 'Seller', 'seller')`,
  `insert into categories (id, name, slug) values ('019abc00-0000-7000-8000-00000000000c', 'Things', 'things')`,
  `insert into products (id, seller_id, category_id, title, condition, status, currency, starting_price_minor)
   select gen_random_uuid(), :ana, '019abc00-0000-7000-8000-00000000000c', 'Thing ' || n, 'good', 'active', 'USD', 100 ${n}`,
  `insert into auctions (id, seller_id, title, currency, premium_bps, fee_bps, stagger_ms, status, scheduled_start,
     started_at, ended_at)
   select case n when 1 then :auction else gen_random_uuid() end, :ana, 'Sale ' || n, 'USD', 1000, 800, 20000, 'ended',
     now(), now(), now() ${n}`,
  `insert into lots (id, auction_id, position, format, title, rules, has_reserve, reserve_met, starting_price_minor,
     price_minor)
   select gen_random_uuid(), auctions.id, n, 'english', 'Lot ' || n, '{}', false, true, 1000, 1000
   from auctions, generate_series(1, 3) n`,
  `insert into registrations (auction_id, user_id, paddle, shipping_minor, tax_bps, registered_at)
   values (:auction, :ana, 1, 0, 0, now())`,
  `insert into bids (auction_id, seq, bid_id, lot_id, bidder_id, paddle, kind, price_minor, auto, extended, at)
   select :auction, n, gen_random_uuid(), (select id from lots where auction_id = :auction limit 1), :ana, 1, 'placed',
     1000 + n, false, false, now() ${n}`,
  `insert into chat_messages (id, auction_id, sender_id, display_name, role, text, at)
   select gen_random_uuid(), :auction, :ana, 'Ana', 'host', 'Hello', now() ${n}`,
  `insert into orders (id, auction_id, lot_id, sale_number, seller_id, buyer_id, status, currency, hammer_minor,
     premium_minor, shipping_minor, tax_minor, total_minor, premium_bps, tax_bps, fee_bps, sold_at, created_at, paid_at)
   select gen_random_uuid(), lots.auction_id, lots.id, 1, :seller, :ana, 'paid', 'USD', 1, 0, 0, 0, 1, 0, 0, 0, now(), now(),
     now() from lots`,
  `insert into reviews (id, order_id, seller_id, buyer_id, rating, text)
   select gen_random_uuid(), id, seller_id, buyer_id, 4, 'Good' from orders`,
  `insert into strikes (id, user_id, order_id, expires_at, appeal_status, appeal, appealed_at)
   select gen_random_uuid(), :ana, id, now() + interval '1 day', 'open', 'Please', now() from orders`,
  `with people as (
     insert into users (id, email, display_name)
     select gen_random_uuid(), 'blocked-' || n || '@example.com', 'Blocked' ${n} returning id)
   insert into seller_blocks (seller_id, user_id) select :ana, id from people`,
  `insert into disputes (id, order_id, origin, reason, amount_minor, created_at)
   select gen_random_uuid(), id, 'buyer', 'damaged', 1, now() from orders`,
  `with paid as (
     insert into payments (id, order_id, user_id, attempt, idempotency_key, status, amount_minor, currency, provider,
       provider_reference, completed_at)
     select gen_random_uuid(), id, buyer_id, 1, id::text, 'completed', 1, 'USD', 'test', id::text, now() from orders
     returning id, order_id)
   insert into refunds (id, order_id, payment_id, amount_minor, reason, status, returned_at)
   select gen_random_uuid(), order_id, id, 1, 'requested', 'failed', now() from paid`,
  `insert into addresses (id, user_id, full_name, line1, city, postal_code, country, preference)
   select gen_random_uuid(), :ana, 'Ana', 'Street', 'City', '1', 'US', -n ${n}`,
  `insert into payment_methods (id, user_id, provider, provider_reference, brand, last4, status, verified_at, preference)
   select gen_random_uuid(), :ana, 'test', 'card-' || n, 'visa', '4242', 'verified', now(), -n ${n}`,
  `insert into audit_log (id, actor_id, action, subject_type, subject_id)
   select gen_random_uuid(), :ana, 'session.ended', 'session', 'x' ${n}`,
  `insert into payouts (id, seller_id, currency, amount_minor, provider, account_reference)
   select gen_random_uuid(), :ana, 'USD', 500, 'test', 'account' ${n}`,
  `insert into ledger_accounts (id, kind, owner_id, currency)
   values ('019abc00-0000-7000-8000-0000000000a1', 'seller-held', :ana, 'USD'),
     ('019abc00-0000-7000-8000-0000000000a2', 'fees', null, 'USD')`,
  `with told as (
     insert into ledger_transactions (id, key, kind, currency, entry_count, at)
     select gen_random_uuid(), 'sale ' || n, 'order-paid', 'USD', 2, '2026-05-01' ${n} returning id)
   insert into ledger_entries (transaction_id, position, account_id, currency, amount_minor)
   select id, position, ('019abc00-0000-7000-8000-0000000000a' || position)::uuid, 'USD', 10 * (2 * position - 3)
   from told, generate_series(1, 2) position`,
  `with people as (
     insert into users (id, email, display_name)
     select gen_random_uuid(), 'applicant-' || n || '@example.com', 'Applicant' ${n} returning id)
   insert into seller_applications (id, user_id, shop_name, slug, about, country, goods, agreed_at)
   select gen_random_uuid(), id, 'A shop', 'shop-' || left(replace(id::text, '-', ''), 20), 'A shop', 'US', 'Things', now()
   from people`,
  `with people as (
     insert into users (id, email, display_name, role)
     select gen_random_uuid(), 'followed-' || n || '@example.com', 'Followed', 'seller' ${n} returning id)
   insert into seller_follows (user_id, seller_id) select :ana, id from people`,
  `insert into link_suspicions (id, user_id, linked_user_id, status, score, signals)
   select gen_random_uuid(), least(id, :ana), greatest(id, :ana), 'pending', 50, '{address}' from users
   where email like 'applicant-%'`,
  `insert into moderation_cases (id, subject_type, subject_id, owner_id)
   select gen_random_uuid(), 'user', gen_random_uuid(), :ana ${n}`,
  `insert into watches (id, user_id, kind, subject_id) select gen_random_uuid(), :ana, 'auction', id from auctions`,
  `insert into saved_searches (id, user_id, name, filter, unsubscribe_token, told_until, next_look_at)
   select gen_random_uuid(), :ana, 'Things', '{}', 'token ' || n, now(), now() ${n}`,
  `insert into development_mails (id, recipient, subject, text, sent_at)
   select gen_random_uuid(), 'a@example.com', 'Hello', 'Hello', now() ${n}`,
];

/** Where each list of fifty is, by the name of its operation. */
const lists: Readonly<Record<string, string>> = {
  listAddresses: "/addresses",
  listAuctions: "/auctions?status=ended",
  listReviews: `/sellers/${seller}/reviews`,
  listAppeals: "/admin/appeals",
  listBlockedBidders: "/sellers/me/blocked-bidders",
  listSuspectedLinks: "/admin/account-links",
  listModerationCases: "/admin/moderation-cases",
  listAuditLog: "/admin/audit-log",
  listFollowedSellers: "/sellers/followed",
  listSellerApplications: "/admin/seller-applications",
  listDisputes: "/admin/disputes",
  listReturnedRefunds: "/admin/refunds",
  listDevelopmentMails: "/dev/mails",
  listBids: `/auctions/${auction}/bids`,
  listBidsV2: `/api/v2/auctions/${auction}/bids`,
  listMessages: `/auctions/${auction}/messages`,
  listOrders: "/orders",
  listPaymentMethods: "/payment-methods",
  listProducts: "/products",
  listTransactions: "/users/me/transactions",
  listActivity: "/users/me/activity",
  listUserOrders: "/users/me/orders",
  listPayouts: "/wallet/payouts",
  listWatches: "/users/me/watchlist",
  listSavedSearches: "/saved-searches",
  readStatement: "/wallet/statements/2026-05",
};

async function count(
  path: string,
  limit: number,
): Promise<{ length: number; statements: number; calls: number }> {
  let calls = 0;
  const AUCTION_ROOM = new Proxy(api.env.AUCTION_ROOM, {
    get(namespace, name) {
      if (name === "get" || name === "getByName") calls += 1;
      const value: unknown = Reflect.get(namespace, name);
      return typeof value === "function" ? (value.bind(namespace) as unknown) : value;
    },
  });
  statements = 0;
  // The type of `variables` is for text; a binding can differ for one call just the same.
  const variables = { AUCTION_ROOM } as unknown as Readonly<Record<string, string>>;
  const line = `GET ${path}${path.includes("?") ? "&" : "?"}limit=${limit}`;
  const { status, body } = await api.call(line, { token: ana.token, variables });
  expect([line, status]).toEqual([line, 200]);
  return { length: body.data.length, statements, calls };
}

describe("[SEC-44] what a list costs does not grow with its length", () => {
  test("every list is looked at", () => {
    const names = operations.filter(({ paged }) => paged).map(({ name }) => name);
    expect(Object.keys(lists).toSorted()).toEqual(names.toSorted());
  });

  test.each(Object.entries(lists))("%s asks as often for fifty as for one", async (_name, path) => {
    // Who calls is looked up once, and then known for half a minute.
    await count(path, 1);
    const one = await count(path, 1);
    const many = await count(path, rows);
    expect([one.length, many.length]).toEqual([1, rows]);
    expect(one.statements).toBeGreaterThan(0);
    expect([many.statements, many.calls]).toEqual([one.statements, one.calls]);
  });
});
