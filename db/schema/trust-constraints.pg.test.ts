import { v7 as makeUuidV7 } from "uuid";
import { expect, test } from "vitest";
import { addUser, insertRow } from "../../test/support/ground.ts";
import { openRowStage } from "../../test/support/valid-rows.ts";

const { database, pool, seller, buyer, orderId, now, rows: market, tryRow } = await openRowStage();

const other = await addUser(database);
const [lesser = "", greater = ""] = [buyer.id, other.id].toSorted();
const reviewedId = makeUuidV7();
const caseId = makeUuidV7();

/** A valid row of each table; functions, since ids must differ. */
const rows = {
  reviews: () => ({
    id: makeUuidV7(),
    order_id: orderId,
    seller_id: seller.id,
    buyer_id: buyer.id,
    rating: 5,
    text: "",
  }),
  moderation_cases: () => ({
    id: makeUuidV7(),
    subject_type: "user",
    subject_id: buyer.id,
    owner_id: buyer.id,
  }),
  reports: () => ({ id: makeUuidV7(), case_id: caseId, reporter_id: buyer.id, reason: "spam" }),
  strikes: () => ({ id: makeUuidV7(), user_id: buyer.id, order_id: orderId, expires_at: now }),
  seller_applications: () => ({
    id: makeUuidV7(),
    user_id: buyer.id,
    shop_name: "Lamps",
    slug: "lamps",
    about: "Old ones.",
    country: "US",
    goods: "Lamps",
    agreed_at: now,
  }),
  seller_profiles: () => ({ user_id: seller.id, shop_name: "Lamps", slug: "lamps" }),
  seller_follows: () => ({ user_id: buyer.id, seller_id: seller.id }),
  seller_tallies: () => ({ seller_id: other.id, rating_count: 2, rating_sum: 7 }),
  self_limits: () => ({ user_id: buyer.id, currency: "USD", period: "day", limit_minor: 1_000 }),
  link_suspicions: () => ({
    id: makeUuidV7(),
    user_id: lesser,
    linked_user_id: greater,
    status: "pending",
    score: 50,
    signals: "{address}",
  }),
  saved_searches: () => ({
    id: makeUuidV7(),
    user_id: buyer.id,
    name: "Lamps",
    filter: "{}",
    unsubscribe_token: makeUuidV7(),
    told_until: now,
    next_look_at: now,
  }),
  watches: () => ({ id: makeUuidV7(), user_id: buyer.id, kind: "lot", subject_id: makeUuidV7() }),
} as const;

type Table = keyof typeof rows;

const taken = { order_id: reviewedId };
await insertRow(pool, "orders", { ...market.orders(), id: reviewedId });
await insertRow(pool, "reviews", { ...rows.reviews(), ...taken });
await insertRow(pool, "strikes", { ...rows.strikes(), ...taken });
await insertRow(pool, "moderation_cases", { ...rows.moderation_cases(), id: caseId, subject_id: seller.id });
await insertRow(pool, "reports", { ...rows.reports(), reporter_id: other.id });
await insertRow(pool, "seller_applications", {
  ...rows.seller_applications(),
  user_id: other.id,
  slug: "taken",
});
await insertRow(pool, "seller_profiles", { ...rows.seller_profiles(), user_id: other.id, slug: "taken" });

test.each(Object.keys(rows) as Table[])("%s takes a valid row", async (table) => {
  expect(await tryRow(table, rows[table]())).toBeNull();
});

test.each<[string, Table, Readonly<Record<string, unknown>>]>([
  ["reviews_order_unique", "reviews", taken],
  ["reviews_rating_check", "reviews", { rating: 0 }],
  ["reviews_rating_check", "reviews", { rating: 6 }],
  ["reviews_text_check", "reviews", { text: "x".repeat(2_001) }],
  ["reviews_answer_check", "reviews", { answer: "", answered_at: now }],
  ["reviews_answered_check", "reviews", { answer: "Thank you." }],
  ["reviews_hidden_check", "reviews", { hidden_at: now }],
  ["reviews_hidden_reason_check", "reviews", { hidden_at: now, hidden_reason: "" }],
  ["reviews_parties_check", "reviews", { buyer_id: seller.id }],
  ["moderation_cases_open_unique", "moderation_cases", { subject_id: seller.id }],
  ["moderation_cases_subject_type_check", "moderation_cases", { subject_type: "planet" }],
  ["moderation_cases_status_check", "moderation_cases", { status: "lost", decided_at: now }],
  ["moderation_cases_action_check", "moderation_cases", { action: "burn" }],
  ["moderation_cases_reason_check", "moderation_cases", { reason: "" }],
  ["moderation_cases_decided_check", "moderation_cases", { status: "acted" }],
  ["moderation_cases_decided_check", "moderation_cases", { decided_at: now }],
  ["reports_once_unique", "reports", { reporter_id: other.id }],
  ["reports_reason_check", "reports", { reason: "ugly" }],
  ["reports_note_check", "reports", { note: "x".repeat(1_001) }],
  ["strikes_order_unique", "strikes", taken],
  ["strikes_appeal_status_check", "strikes", { appeal_status: "lost" }],
  ["strikes_appeal_check", "strikes", { appeal: "", appealed_at: now }],
  ["strikes_appealed_check", "strikes", { appeal: "I paid." }],
  ["strikes_decision_check", "strikes", { decision: "" }],
  ["seller_applications_open_unique", "seller_applications", { user_id: other.id }],
  ["seller_applications_slug_unique", "seller_applications", { slug: "taken" }],
  ["seller_applications_slug_check", "seller_applications", { slug: "Lamps" }],
  ["seller_applications_slug_length_check", "seller_applications", { slug: "la" }],
  ["seller_applications_shop_name_check", "seller_applications", { shop_name: "" }],
  ["seller_applications_about_check", "seller_applications", { about: "" }],
  ["seller_applications_goods_check", "seller_applications", { goods: "" }],
  ["seller_applications_country_check", "seller_applications", { country: "us" }],
  ["seller_applications_decided_check", "seller_applications", { status: "approved" }],
  ["seller_applications_rejected_check", "seller_applications", { status: "rejected", decided_at: now }],
  ["seller_applications_rejected_check", "seller_applications", { reason: "No." }],
  ["seller_profiles_slug_unique", "seller_profiles", { slug: "taken" }],
  ["seller_profiles_slug_check", "seller_profiles", { slug: "la--mps" }],
  ["seller_profiles_slug_length_check", "seller_profiles", { slug: "x".repeat(31) }],
  ["seller_profiles_country_check", "seller_profiles", { country: "1A" }],
  ["seller_profiles_returns_policy_check", "seller_profiles", { returns_policy: "x".repeat(4_001) }],
  ["seller_follows_self_check", "seller_follows", { user_id: seller.id }],
  ["seller_tallies_follower_count_check", "seller_tallies", { follower_count: -1 }],
  ["seller_tallies_rating_check", "seller_tallies", { rating_sum: 11 }],
  ["seller_tallies_rating_check", "seller_tallies", { rating_sum: 1 }],
  ["self_limits_period_check", "self_limits", { period: "year" }],
  ["self_limits_currency_check", "self_limits", { currency: "usd" }],
  ["self_limits_limit_check", "self_limits", { limit_minor: 0 }],
  ["self_limits_next_limit_check", "self_limits", { next_limit_minor: 0, next_at: now }],
  ["self_limits_next_check", "self_limits", { next_limit_minor: 2_000 }],
  ["link_suspicions_order_check", "link_suspicions", { user_id: greater, linked_user_id: lesser }],
  ["link_suspicions_status_check", "link_suspicions", { status: "lost" }],
  ["saved_searches_filter_check", "saved_searches", { filter: "[]" }],
  ["saved_searches_name_check", "saved_searches", { name: "" }],
  ["watches_kind_check", "watches", { kind: "planet" }],
])("%s refuses what %s must not hold: %o", async (constraint, table, change) => {
  expect(await tryRow(table, { ...rows[table](), ...change })).toBe(constraint);
});
