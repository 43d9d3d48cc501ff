import { v7 as makeUuidV7 } from "uuid";
import { expect, test } from "vitest";
import { insertRow } from "../../test/support/ground.ts";
import { openRowStage, type Refusal } from "../../test/support/valid-rows.ts";

const { pool, seller, buyer, now, rows, findRefusal } = await openRowStage();

test.each(Object.keys(rows) as (keyof typeof rows)[])("%s takes a valid row", async (table) => {
  expect(await findRefusal(table, {})).toBeNull();
});

const unknown = makeUuidV7();

test.each<Refusal>([
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
