import type pg from "pg";

/** How much there is; everything else follows from these two. */
export interface MarketSize {
  readonly products: number;
  readonly bids: number;
}

export interface Market extends MarketSize {
  readonly users: number;
  readonly sellers: number;
  readonly categories: number;
  readonly auctions: number;
  readonly lots: number;
  readonly orders: number;
}

const bidsPerAuction = 500;
const lotsPerAuction = 20;
const biddersPerAuction = 25;

export function describeMarket({ products, bids }: MarketSize): Market {
  const auctions = Math.ceil(bids / bidsPerAuction);
  const lots = auctions * lotsPerAuction;
  const users = Math.max(2_000, products / 5);
  const sellers = Math.max(50, users / 100);
  return { products, bids, users, sellers, categories: 60, auctions, lots, orders: Math.ceil(lots * 0.6) };
}

/** Rows with ids that follow from a number, so that they can point at each other and a reader can name any of them. */
const kinds = { user: 1, category: 2, product: 3, auction: 4, lot: 5, order: 6, bid: 7 } as const;
export type Kind = keyof typeof kinds;

const spread = 68_719_476_736n;

export const getId = (kind: Kind, number: number): string =>
  `00000000-0000-7000-8000-${(BigInt(kinds[kind]) * spread + BigInt(number)).toString(16).padStart(12, "0")}`;

const id = (kind: Kind, number: string): string =>
  `('00000000-0000-7000-8000-' || lpad(to_hex(${kinds[kind]} * ${spread}::bigint + ${number}), 12, '0'))::uuid`;

/** Scatters neighbours, so that no column is sorted like another. */
const scatter = (number: string, by: number, over: number): string => `(${number} * ${by}::bigint) % ${over}`;

const pick = (words: readonly string[], number: string, by: number): string =>
  `(array['${words.join("','")}'])[1 + (${scatter(number, by, words.length)})::int]`;

/** Of which titles are made, with a number behind: words people search for, each in every tenth or twentieth title. */
export const makers =
  "Omega,Seiko,Leica,Nikon,Rolleiflex,Fender,Gibson,Technics,Braun,Lego,Nintendo,Patagonia,Herend,Meissen,Murano,Hermes".split(
    ",",
  );
export const things =
  "watch,camera,lens,guitar,turntable,radio,set,console,jacket,vase,figurine,lamp,scarf,bag,ring,brooch,poster,map,coin,stamp".split(
    ",",
  );
const looks = "vintage,rare,boxed,signed,restored,early,limited,unworn,complete,original".split(",");
const colours = "black,silver,gold,blue,green,red,ivory,walnut,amber,grey,copper,white".split(",");

const at = (number: string): string => `timestamptz '2026-06-01' + make_interval(secs => ${number})`;

/** What fills a fresh database, in an order in which everything named is there. */
export function describeFillings(market: Market): readonly string[] {
  const { users, sellers, categories, products, auctions, lots, orders } = market;
  const seller = (number: string): string => id("user", `1 + ${scatter(number, 7_919, sellers)}`);
  const title = [
    pick(makers, "n", 7_919),
    pick(looks, "n", 104_729),
    pick(colours, "n", 1_299_709),
    pick(things, "n", 15_485_863),
    "n % 997",
  ].join(" || ' ' || ");
  return [
    `insert into users (id, email, display_name) select ${id("user", "n")}, 'user' || n || '@example.com', 'User ' || n
     from generate_series(1, ${users}) n`,
    `insert into addresses (id, user_id, full_name, line1, city, postal_code, country, preference)
     select gen_random_uuid(), ${id("user", "n")}, 'Ana', 'Street', 'City', '1', 'US', n from generate_series(1, ${users}) n`,
    `insert into payment_methods (id, user_id, provider, provider_reference, brand, last4, status, verified_at, preference)
     select gen_random_uuid(), ${id("user", "n")}, 'test', 'card-' || n, 'visa', '4242', 'verified', now(), n
     from generate_series(1, ${users}) n`,
    `insert into audit_log (id, at, actor_id, action, subject_type, subject_id)
     select gen_random_uuid(), ${at("n")}, ${id("user", `1 + ${scatter("n", 7_919, users)}`)}, 'session.ended', 'session', 'x'
     from generate_series(1, ${users * 5}) n`,
    `insert into categories (id, name, slug) select ${id("category", "n")}, 'Category ' || n, 'category-' || n
     from generate_series(1, ${categories}) n`,
    ...inParts(products, (from, to) => [
      `insert into products (id, seller_id, category_id, title, description, condition, status, currency,
         starting_price_minor, view_count, created_at, deleted_at)
       select ${id("product", "n")}, ${seller("n")}, ${id("category", `1 + ${scatter("n", 31, categories)}`)}, ${title},
         'From a collection, looked after for years. Ships in two days, returns within fourteen.',
         ${pick(["new", "like_new", "good", "fair"], "n", 13)},
         -- Three categories of ten have nothing for sale: what an index is walked for in vain shows with them.
         case when n % 10 < 7 then 'active' when n % 10 < 9 then 'sold' else 'draft' end,
         ${pick(["USD", "USD", "USD", "EUR", "GBP"], "n", 17)}, 100 + ${scatter("n", 7_919, 500_000)},
         ${scatter("n", 104_729, 10_000)}, ${at("n")}, case when n % 50 = 0 then now() end
       from generate_series(${from}, ${to}) n`,
    ]),
    `insert into auctions (id, seller_id, title, currency, premium_bps, fee_bps, stagger_ms, status, scheduled_start,
       started_at, ended_at)
     select ${id("auction", "n")}, ${seller("n")}, ${pick(looks, "n", 3)} || ' ' || ${pick(things, "n", 5)} || ' sale ' || n,
       'USD', 1000, 800, 20000, case when n % 400 = 0 then 'live' when n % 20 = 0 then 'scheduled' else 'ended' end,
       ${at("n * 60")}, case when n % 400 = 0 or n % 20 <> 0 then ${at("n * 60")} end,
       case when n % 20 <> 0 then ${at("n * 60 + 3600")} end
     from generate_series(1, ${auctions}) n`,
    `insert into lots (id, auction_id, position, format, title, rules, has_reserve, reserve_met, starting_price_minor,
       price_minor)
     select ${id("lot", "n")}, ${id("auction", `1 + (n - 1) / ${lotsPerAuction}`)}, 1 + (n - 1) % ${lotsPerAuction},
       'english', 'Lot ' || n, '{}', false, true, 1000, 1000
     from generate_series(1, ${lots}) n`,
    `insert into registrations (auction_id, user_id, paddle, shipping_minor, tax_bps, registered_at)
     select ${id("auction", "auction")}, ${bidder("auction", "paddle", users)}, paddle, 0, 0, now()
     from generate_series(1, ${auctions}) auction, generate_series(1, ${biddersPerAuction}) paddle`,
    ...inParts(market.bids, (from, to) => [describeBids(from, to, users)]),
    `insert into orders (id, auction_id, lot_id, sale_number, seller_id, buyer_id, status, currency, hammer_minor,
       premium_minor, shipping_minor, tax_minor, total_minor, premium_bps, tax_bps, fee_bps, sold_at, created_at, paid_at)
     select ${id("order", "n")}, ${id("auction", `1 + (n - 1) / ${lotsPerAuction}`)}, ${id("lot", "n")}, 1,
       ${seller(`(1 + (n - 1) / ${lotsPerAuction})`)},
       ${bidder(`(1 + (n - 1) / ${lotsPerAuction})`, `(1 + n % ${biddersPerAuction})`, users)},
       'paid', 'USD', 1000, 0, 0, 0, 1000, 0, 0, 0, ${at("n")}, ${at("n")}, ${at("n")}
     from generate_series(1, ${orders}) n`,
  ];
}

/** Who holds a paddle of an auction. */
const bidder = (auction: string, paddle: string, users: number): string =>
  id("user", `1 + (${auction} * 7919::bigint + ${paddle} * 104729::bigint) % ${users}`);

function describeBids(from: number, to: number, users: number): string {
  const auction = `(1 + (n - 1) / ${bidsPerAuction})`;
  const lot = `(${auction} - 1) * ${lotsPerAuction} + 1 + n % ${lotsPerAuction}`;
  const paddle = `(1 + n % ${biddersPerAuction})`;
  return `insert into bids (auction_id, seq, bid_id, lot_id, bidder_id, paddle, kind, price_minor, auto, extended, at)
    select ${id("auction", auction)}, 1 + (n - 1) % ${bidsPerAuction}, ${id("bid", "n")}, ${id("lot", lot)},
      ${bidder(auction, paddle, users)}, ${paddle}, 'placed', 1000 + n % ${bidsPerAuction} * 100, false, false, ${at("n")}
    from generate_series(${from}, ${to}) n`;
}

const partSize = 250_000;

function inParts(count: number, describe: (from: number, to: number) => readonly string[]): string[] {
  const parts: string[] = [];
  for (let from = 1; from <= count; from += partSize)
    parts.push(...describe(from, Math.min(count, from + partSize - 1)));
  return parts;
}

/** Fills a database. What a row refers to is true by construction, so it is not looked up ten million times. */
export async function fill(client: pg.Client, market: Market, tell: (done: string) => void): Promise<void> {
  await client.query("set synchronous_commit = off");
  const fillings = describeFillings(market);
  for (const [index, filling] of fillings.entries()) {
    // Triggers that make columns must run; those that look up references are what takes the time.
    const isBids = filling.startsWith("insert into bids") || filling.startsWith("insert into registrations");
    await client.query(`set session_replication_role = ${isBids ? "replica" : "origin"}`);
    await client.query(filling);
    tell(`${index + 1}/${fillings.length}`);
  }
  await client.query("reset session_replication_role");
  await client.query("vacuum analyze");
}
