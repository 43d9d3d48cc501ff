import { v7 as makeUuidV7 } from "uuid";
import { expect, test } from "vitest";
import { addCategory, addUser, insertRow, openTestGround } from "../../test/support/ground.ts";

const { database, pool } = await openTestGround();

const seller = await addUser(database, "seller");
const buyer = await addUser(database);
const categoryId = await addCategory(database, "cameras");

const auctionId = makeUuidV7();
const lotId = makeUuidV7();
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
  premium_rates: () => ({ id: makeUuidV7(), premium_bps: 500, effective_from: new Date(Date.UTC(2026, 5)) }),
  shipping_rates: () => ({ id: makeUuidV7(), currency: "CHF", amount_minor: 900, effective_from: now }),
  invoice_counters: () => ({ year: 2030, last_count: 1 }),
  tax_rates: () => ({ id: makeUuidV7(), country: "CH", tax_bps: 810, effective_from: now }),
} as const;

type Table = keyof typeof rows;

const orderId = makeUuidV7();
const sessionId = makeUuidV7();
let hashes = 0;
const makeHash = (): string => (hashes += 1).toString(16).padStart(64, "0");

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
async function findRefusal(table: Table, change: Readonly<Record<string, unknown>>): Promise<string | null> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const row: Record<string, unknown> = { ...rows[table](), ...change };
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

test.each(Object.keys(rows) as Table[])("%s takes a valid row", async (table) => {
  expect(await findRefusal(table, {})).toBeNull();
});

const unknown = makeUuidV7();

test.each<[string, Table, Readonly<Record<string, unknown>>]>([
  ["users_email_unique", "users", { email: buyer.email }],
  ["users_email_check", "users", { email: "Ana@example.com" }],
  ["users_email_check", "users", { email: "nobody" }],
  ["users_password_hash_check", "users", { password_hash: "hunter2" }],
  ["users_role_check", "users", { role: "owner" }],
  ["users_display_name_check", "users", { display_name: "" }],
  ["users_display_name_check", "users", { display_name: "x".repeat(61) }],
  ["categories_slug_check", "categories", { slug: "Not a slug" }],
  ["categories_slug_unique", "categories", { slug: "cameras" }],
  ["categories_parent_id_categories_id_fk", "categories", { parent_id: unknown }],
  ["products_status_check", "products", { status: "lost" }],
  ["products_condition_check", "products", { condition: "broken" }],
  ["products_currency_check", "products", { currency: "usd" }],
  ["products_starting_price_check", "products", { starting_price_minor: 0 }],
  ["products_starting_price_check", "products", { starting_price_minor: 1_000_000_000_001 }],
  ["products_reserve_price_check", "products", { reserve_price_minor: 1_000 }],
  ["products_buy_now_price_check", "products", { buy_now_price_minor: 999 }],
  ["products_images_check", "products", { images: "{}" }],
  ["products_specifications_check", "products", { specifications: "[]" }],
  ["products_view_count_check", "products", { view_count: -1 }],
  ["products_seller_id_users_id_fk", "products", { seller_id: unknown }],
  ["products_category_id_categories_id_fk", "products", { category_id: unknown }],
  ["addresses_country_check", "addresses", { country: "us" }],
  ["addresses_postal_code_check", "addresses", { postal_code: "" }],
  ["payment_methods_status_check", "payment_methods", { status: "maybe" }],
  ["payment_methods_verified_check", "payment_methods", { status: "verified" }],
  ["payment_methods_last4_check", "payment_methods", { last4: "42" }],
  ["payment_methods_provider_reference_unique", "payment_methods", { provider_reference: "card-1" }],
  ["auctions_status_check", "auctions", { status: "over" }],
  ["auctions_started_check", "auctions", { status: "live" }],
  ["auctions_ended_check", "auctions", { status: "ended", started_at: now }],
  ["auctions_ended_check", "auctions", { ended_at: now }],
  ["auctions_log_head_check", "auctions", { log_head_seq: 1 }],
  ["auctions_premium_bps_check", "auctions", { premium_bps: 10_001 }],
  ["registrations_pkey", "registrations", { user_id: buyer.id }],
  ["registrations_paddle_unique", "registrations", { paddle: 1 }],
  ["registrations_paddle_check", "registrations", { paddle: 0 }],
  ["lots_status_check", "lots", { status: "lost" }],
  ["lots_opened_check", "lots", { status: "open" }],
  ["lots_closed_check", "lots", { status: "passed" }],
  ["lots_sold_check", "lots", { status: "sold", opened_at: now, closed_at: now }],
  ["lots_winner_sold_check", "lots", { winner_paddle: 1, winner_id: buyer.id }],
  [
    "lots_winner_fkey",
    "lots",
    {
      status: "sold",
      opened_at: now,
      closed_at: now,
      sold_price_minor: 1_000,
      winner_paddle: 9,
      winner_id: buyer.id,
    },
  ],
  ["lots_quantity_check", "lots", { remaining: 2 }],
  ["lots_revealed_reserve_check", "lots", { revealed_reserve_minor: 2_000 }],
  ["lots_price_check", "lots", { price_minor: 0 }],
  ["auction_facts_pkey", "auction_facts", { seq: 1 }],
  ["auction_facts_hash_check", "auction_facts", { hash: "xyz" }],
  ["bids_pkey", "bids", { seq: 1 }],
  ["bids_lot_fkey", "bids", { lot_id: unknown }],
  ["bids_registration_fkey", "bids", { paddle: 7 }],
  ["bids_placed_check", "bids", { price_minor: null }],
  ["bids_placed_check", "bids", { kind: "committed" }],
  ["orders_sale_unique", "orders", { sale_number: 1 }],
  ["orders_parties_check", "orders", { buyer_id: seller.id }],
  ["orders_total_check", "orders", { total_minor: 1_727 }],
  ["orders_tax_check", "orders", { tax_minor: -1, total_minor: 1_599 }],
  ["orders_paid_check", "orders", { status: "paid" }],
  ["orders_shipped_check", "orders", { status: "shipped", paid_at: now }],
  ["orders_cancelled_check", "orders", { cancelled_at: now }],
  ["orders_refunded_check", "orders", { status: "refunded", paid_at: now }],
  ["orders_lot_fkey", "orders", { lot_id: unknown }],
  ["payments_idempotency_key_unique", "payments", { idempotency_key: "sale-1" }],
  ["payments_attempt_unique", "payments", { attempt: 1 }],
  ["payments_unfailed_unique", "payments", { status: "processing" }],
  ["payments_attempt_check", "payments", { attempt: 0 }],
  ["payments_fee_check", "payments", { fee_minor: -1 }],
  ["payments_completed_check", "payments", { completed_at: now }],
  ["chat_messages_text_check", "chat_messages", { text: "" }],
  ["chat_messages_text_check", "chat_messages", { text: "x".repeat(501) }],
  ["chat_messages_role_check", "chat_messages", { role: "king" }],
  ["user_sessions_revoked_check", "user_sessions", { revoked_at: now }],
  ["refresh_tokens_parent_hash_unique", "refresh_tokens", { parent_hash: hash }],
  ["refresh_tokens_token_hash_check", "refresh_tokens", { token_hash: "token" }],
  ["api_keys_key_hash_unique", "api_keys", { key_hash: hash }],
  ["api_keys_key_hash_check", "api_keys", { key_hash: "blz_secret" }],
  ["api_keys_scopes_check", "api_keys", { scopes: "{}" }],
  ["api_keys_name_check", "api_keys", { name: "" }],
  ["api_keys_expires_at_check", "api_keys", { created_at: now, expires_at: now }],
  ["user_identities_subject_unique", "user_identities", { subject: "one" }],
  ["user_identities_subject_check", "user_identities", { subject: "" }],
  ["user_identities_email_check", "user_identities", { email: "@" }],
  ["totp_factors_pkey", "totp_factors", { user_id: seller.id }],
  ["totp_factors_encrypted_secret_check", "totp_factors", { encrypted_secret: "" }],
  ["recovery_codes_pkey", "recovery_codes", { code_hash: hash }],
  ["recovery_codes_code_hash_check", "recovery_codes", { code_hash: "abcd-efgh" }],
  ["pending_sign_ins_token_hash_check", "pending_sign_ins", { token_hash: "token" }],
  ["pending_sign_ins_tries_check", "pending_sign_ins", { tries: -1 }],
  ["passkeys_credential_id_unique", "passkeys", { credential_id: "one" }],
  ["passkeys_counter_check", "passkeys", { counter: -1 }],
  ["passkeys_name_check", "passkeys", { name: "" }],
  ["spent_challenges_challenge_hash_check", "spent_challenges", { challenge_hash: "challenge" }],
  ["spending_limits_own_limit_check", "spending_limits", { own_limit_minor: 0 }],
  [
    "account_links_order_check",
    "account_links",
    { user_id: [buyer.id, seller.id].toSorted()[1], linked_user_id: [buyer.id, seller.id].toSorted()[0] },
  ],
  ["seller_blocks_self_check", "seller_blocks", { user_id: seller.id }],
  ["idempotency_keys_done_check", "idempotency_keys", { status: "done" }],
  ["room_projections_hash_check", "room_projections", { seq: 1 }],
  ["premium_rates_unique", "premium_rates", { effective_from: new Date(Date.UTC(2026, 0)) }],
  [
    "shipping_rates_unique",
    "shipping_rates",
    { currency: "USD", effective_from: new Date(Date.UTC(2026, 0)) },
  ],
  ["shipping_rates_additional_check", "shipping_rates", { additional_minor: 901 }],
  ["shipping_rates_additional_check", "shipping_rates", { additional_minor: -1 }],
  ["registrations_additional_shipping_check", "registrations", { additional_shipping_minor: -1 }],
  ["tax_rates_bps_check", "tax_rates", { tax_bps: -1 }],
  ["invoice_counters_last_count_check", "invoice_counters", { last_count: 0 }],
])("%s refuses what %s must not hold: %o", async (constraint, table, change) => {
  expect(await findRefusal(table, change)).toBe(constraint);
});

test("an address of mail is free again once its account is deleted", async () => {
  const gone = await addUser(database);
  await pool.query("update users set deleted_at = now() where id = $1", [gone.id]);
  expect(await findRefusal("users", { email: gone.email })).toBeNull();
});

test("a family of refresh tokens has one unspent token", async () => {
  const family = makeUuidV7();
  await insertRow(pool, "user_sessions", { ...rows.user_sessions(), id: family });
  const unspent = { session_id: family, spent_at: null };
  await insertRow(pool, "refresh_tokens", { ...rows.refresh_tokens(), ...unspent });
  expect(await findRefusal("refresh_tokens", unspent)).toBe("refresh_tokens_current_unique");
});

test("what a delete takes along, and what stops it", async () => {
  const remove = async (table: string, id: string): Promise<string> => {
    try {
      await pool.query(`delete from ${table} where id = $1`, [id]);
      return "deleted";
    } catch (error) {
      return error instanceof Error && "constraint" in error ? String(error.constraint) : String(error);
    }
  };
  const count = async (table: string, column: string, id: string): Promise<number> => {
    const { rows: found } = await pool.query<{ n: number }>(
      `select count(*)::int as n from ${table} where ${column} = $1`,
      [id],
    );
    return found[0]?.n ?? -1;
  };

  // RESTRICT: money, bids and the public log outlive the wish to delete.
  expect(await remove("users", seller.id)).toMatch(/_seller_id_users_id_fk$/);
  expect(await remove("users", buyer.id)).toMatch(/_fk$/);
  expect(await remove("auctions", auctionId)).toMatch(/_auction_id_auctions_id_fk$/);
  expect(await remove("lots", lotId)).toMatch(/^(bids|orders)_lot_fkey$/);
  expect(await remove("orders", orderId)).toBe("payments_order_id_orders_id_fk");
  const parent = await addCategory(database, "parent");
  await addCategory(database, "child", parent);
  expect(await remove("categories", parent)).toBe("categories_parent_id_categories_id_fk");

  // CASCADE: what is only about one account goes with it.
  const guest = await addUser(database);
  await insertRow(pool, "addresses", { ...rows.addresses(), user_id: guest.id });
  await insertRow(pool, "chat_messages", { ...rows.chat_messages(), sender_id: guest.id });
  const family = makeUuidV7();
  await insertRow(pool, "user_sessions", { ...rows.user_sessions(), id: family, user_id: guest.id });
  await insertRow(pool, "refresh_tokens", { ...rows.refresh_tokens(), session_id: family });
  expect(await remove("users", guest.id)).toBe("deleted");
  expect(await count("addresses", "user_id", guest.id)).toBe(0);
  expect(await count("chat_messages", "sender_id", guest.id)).toBe(0);
  expect(await count("refresh_tokens", "session_id", family)).toBe(0);

  // SET NULL: a lot and an order stay readable without the product row.
  const productId = makeUuidV7();
  const fromProduct = makeUuidV7();
  await insertRow(pool, "products", { ...rows.products(), id: productId });
  await insertRow(pool, "lots", { ...rows.lots(), id: fromProduct, product_id: productId });
  await insertRow(pool, "orders", { ...rows.orders(), lot_id: fromProduct, product_id: productId });
  expect(await remove("products", productId)).toBe("deleted");
  const { rows: left } = await pool.query("select product_id from lots where id = $1", [fromProduct]);
  expect(left).toEqual([{ product_id: null }]);
  expect(await count("orders", "lot_id", fromProduct)).toBe(1);
});

test("the logs are append-only", async () => {
  const refusal = expect.objectContaining({ message: expect.stringContaining("append-only") });
  await expect(pool.query("update auction_facts set type = 'x'")).rejects.toEqual(refusal);
  await expect(pool.query("delete from auction_facts")).rejects.toEqual(refusal);
  await insertRow(pool, "audit_log", {
    id: makeUuidV7(),
    action: "user.disabled",
    subject_type: "user",
    subject_id: buyer.id,
  });
  await expect(pool.query("update audit_log set action = 'x'")).rejects.toEqual(refusal);
  await expect(pool.query("delete from audit_log")).rejects.toEqual(refusal);
});
