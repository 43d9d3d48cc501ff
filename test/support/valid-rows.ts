import { v7 as makeUuidV7 } from "uuid";
import { addCategory, addUser, insertRow, openTestGround } from "./ground.ts";

/** A sale that was paid for and whoever took part in it, and a valid row of each table to change one thing about. */
export async function openRowStage() {
  const { database, pool } = await openTestGround();

  const seller = await addUser(database, "seller");
  const buyer = await addUser(database);
  const categoryId = await addCategory(database, "cameras");

  const auctionId = makeUuidV7();
  const lotId = makeUuidV7();
  const orderId = makeUuidV7();
  const sessionId = makeUuidV7();
  let hashes = 0;
  const makeHash = (): string => (hashes += 1).toString(16).padStart(64, "0");
  const hash = "a".repeat(64);
  const now = new Date();

  /** A valid row of each table; functions, since ids must differ. */
  const rows = {
    users: () => ({ id: makeUuidV7(), email: `${makeUuidV7()}@example.com`, display_name: "Ana" }),
    products: () => ({
      id: makeUuidV7(),
      seller_id: seller.id,
      category_id: categoryId,
      title: "Camera",
      condition: "good",
      currency: "USD",
      starting_price_minor: 1_000,
    }),
    categories: () => ({ id: makeUuidV7(), name: "More", slug: `more-${makeUuidV7()}` }),
    addresses: () => ({
      id: makeUuidV7(),
      user_id: buyer.id,
      full_name: "Ana",
      line1: "1 Main Street",
      city: "Albany",
      postal_code: "12207",
      country: "US",
      preference: 1,
    }),
    payment_methods: () => ({
      id: makeUuidV7(),
      user_id: buyer.id,
      provider: "test",
      provider_reference: makeUuidV7(),
      brand: "visa",
      last4: "4242",
      preference: 1,
    }),
    auctions: () => ({
      id: makeUuidV7(),
      seller_id: seller.id,
      title: "A sale",
      currency: "USD",
      premium_bps: 1_000,
      fee_bps: 800,
      stagger_ms: 20_000,
      scheduled_start: now,
    }),
    registrations: () => ({
      auction_id: auctionId,
      user_id: seller.id,
      paddle: 2,
      shipping_minor: 0,
      tax_bps: 0,
      registered_at: now,
    }),
    lots: () => ({
      id: makeUuidV7(),
      auction_id: auctionId,
      position: 2,
      format: "english",
      title: "Camera",
      rules: "{}",
      has_reserve: false,
      reserve_met: true,
      starting_price_minor: 1_000,
      price_minor: 1_000,
    }),
    auction_facts: () => ({
      auction_id: auctionId,
      seq: 2,
      entry_number: 2,
      type: "auction.started",
      at: now,
      hash,
      fact: "{}",
    }),
    bids: () => ({
      auction_id: auctionId,
      seq: 2,
      bid_id: makeUuidV7(),
      lot_id: lotId,
      bidder_id: buyer.id,
      paddle: 1,
      kind: "placed",
      price_minor: 1_000,
      auto: false,
      extended: false,
      at: now,
    }),
    orders: () => ({
      id: makeUuidV7(),
      auction_id: auctionId,
      lot_id: lotId,
      sale_number: 2,
      seller_id: seller.id,
      buyer_id: buyer.id,
      currency: "USD",
      hammer_minor: 1_000,
      premium_minor: 100,
      shipping_minor: 500,
      tax_minor: 128,
      total_minor: 1_728,
      premium_bps: 1_000,
      tax_bps: 800,
      fee_bps: 800,
      sold_at: now,
    }),
    payments: () => ({
      id: makeUuidV7(),
      order_id: orderId,
      user_id: buyer.id,
      idempotency_key: makeUuidV7(),
      amount_minor: 1_728,
      currency: "USD",
      provider: "test",
      attempt: 2,
      status: "failed",
    }),
    chat_messages: () => ({
      id: makeUuidV7(),
      auction_id: auctionId,
      sender_id: buyer.id,
      display_name: "Ana",
      role: "bidder",
      text: "Hello",
      at: now,
    }),
    user_sessions: () => ({ id: makeUuidV7(), user_id: buyer.id, last_seen_at: now, expires_at: now }),
    refresh_tokens: () => ({
      token_hash: makeHash(),
      session_id: sessionId,
      issued_at: now,
      expires_at: new Date(now.getTime() + 1_000),
      spent_at: now,
    }),
    api_keys: () => ({
      id: makeUuidV7(),
      user_id: buyer.id,
      name: "Bot",
      key_hash: makeHash(),
      hint: "3kTq9x",
      scopes: "{orders:read}",
    }),
    user_identities: () => ({
      id: makeUuidV7(),
      user_id: buyer.id,
      provider: "google",
      issuer: "https://accounts.google.com",
      subject: makeUuidV7(),
    }),
    totp_factors: () => ({ user_id: buyer.id, encrypted_secret: "v1.iv.text" }),
    recovery_codes: () => ({ user_id: buyer.id, code_hash: makeHash() }),
    pending_sign_ins: () => ({ token_hash: makeHash(), user_id: buyer.id, proved_at: now, expires_at: now }),
    passkeys: () => ({
      id: makeUuidV7(),
      user_id: buyer.id,
      credential_id: makeUuidV7(),
      public_key: "cose",
      counter: 0,
      transports: "{internal}",
      is_backed_up: true,
      name: "Phone",
    }),
    spent_challenges: () => ({ challenge_hash: makeHash(), expires_at: now }),
    spending_limits: () => ({ user_id: seller.id, currency: "USD", own_limit_minor: 1_000 }),
    account_links: () => ({
      user_id: [buyer.id, seller.id].toSorted()[0],
      linked_user_id: [buyer.id, seller.id].toSorted()[1],
      reason: "same card",
    }),
    seller_blocks: () => ({ seller_id: seller.id, user_id: buyer.id }),
    idempotency_keys: () => ({
      user_id: buyer.id,
      key: makeUuidV7(),
      request_hash: hash,
      status: "running",
      locked_until: now,
      expires_at: now,
    }),
    room_projections: () => ({ auction_id: makeUuidV7() }),
    premium_rates: () => ({
      id: makeUuidV7(),
      premium_bps: 500,
      effective_from: new Date(Date.UTC(2026, 5)),
    }),
    shipping_rates: () => ({ id: makeUuidV7(), currency: "CHF", amount_minor: 900, effective_from: now }),
    invoice_counters: () => ({ year: 2030, last_count: 1 }),
    tax_rates: () => ({ id: makeUuidV7(), country: "CH", tax_bps: 810, effective_from: now }),
  } as const;

  await insertRow(pool, "auctions", { ...rows.auctions(), id: auctionId });
  await insertRow(pool, "registrations", { ...rows.registrations(), user_id: buyer.id, paddle: 1 });
  await insertRow(pool, "lots", { ...rows.lots(), id: lotId, position: 1 });
  await insertRow(pool, "auction_facts", { ...rows.auction_facts(), seq: 1 });
  await insertRow(pool, "bids", { ...rows.bids(), seq: 1 });
  await insertRow(pool, "orders", { ...rows.orders(), id: orderId, sale_number: 1 });
  await insertRow(pool, "user_sessions", { ...rows.user_sessions(), id: sessionId });
  await insertRow(pool, "payment_methods", { ...rows.payment_methods(), provider_reference: "card-1" });
  await insertRow(pool, "payments", {
    ...rows.payments(),
    attempt: 1,
    status: "pending",
    idempotency_key: "sale-1",
  });
  await insertRow(pool, "refresh_tokens", { ...rows.refresh_tokens(), parent_hash: hash });
  await insertRow(pool, "api_keys", { ...rows.api_keys(), key_hash: hash });
  await insertRow(pool, "user_identities", { ...rows.user_identities(), subject: "one" });
  await insertRow(pool, "passkeys", { ...rows.passkeys(), credential_id: "one" });
  await insertRow(pool, "recovery_codes", { ...rows.recovery_codes(), code_hash: hash });
  await insertRow(pool, "totp_factors", { ...rows.totp_factors(), user_id: seller.id });

  /** The constraint that refused the row, or null when it went in; nothing stays either way. */
  async function tryRow(table: string, row: Readonly<Record<string, unknown>>): Promise<string | null> {
    const client = await pool.connect();
    try {
      await client.query("begin");
      const names = Object.keys(row);
      await client.query(
        `insert into ${table} (${names.join(", ")}) values (${names.map((_name, at) => `$${at + 1}`).join(", ")})`,
        Object.values(row),
      );
      return null;
    } catch (error) {
      return error instanceof Error && "constraint" in error ? String(error.constraint) : String(error);
    } finally {
      await client.query("rollback");
      client.release();
    }
  }

  /** The same of a valid row with something changed. */
  const findRefusal = (table: keyof typeof rows, change: Readonly<Record<string, unknown>>) =>
    tryRow(table, { ...rows[table](), ...change });

  return { database, pool, seller, buyer, auctionId, lotId, orderId, hash, now, rows, tryRow, findRefusal };
}

type RowStage = Awaited<ReturnType<typeof openRowStage>>;

/** The constraint, the table, and what must not be in it. */
export type Refusal = readonly [
  constraint: string,
  table: keyof RowStage["rows"],
  change: Readonly<Record<string, unknown>>,
];
