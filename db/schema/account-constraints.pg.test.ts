import { v7 as makeUuidV7 } from "uuid";
import { expect, test } from "vitest";
import { addUser, insertRow } from "../../test/support/ground.ts";
import { openRowStage, type Refusal } from "../../test/support/valid-rows.ts";

const { database, pool, seller, buyer, hash, now, rows, findRefusal } = await openRowStage();

test.each<Refusal>([
  ["users_email_unique", "users", { email: buyer.email }],
  ["users_email_check", "users", { email: "Ana@example.com" }],
  ["users_email_check", "users", { email: "nobody" }],
  ["users_password_hash_check", "users", { password_hash: "hunter2" }],
  ["users_role_check", "users", { role: "owner" }],
  ["users_display_name_check", "users", { display_name: "" }],
  ["users_display_name_check", "users", { display_name: "x".repeat(61) }],
  ["addresses_country_check", "addresses", { country: "us" }],
  ["addresses_postal_code_check", "addresses", { postal_code: "" }],
  ["payment_methods_status_check", "payment_methods", { status: "maybe" }],
  ["payment_methods_verified_check", "payment_methods", { status: "verified" }],
  ["payment_methods_last4_check", "payment_methods", { last4: "42" }],
  ["payment_methods_provider_reference_unique", "payment_methods", { provider_reference: "card-1" }],
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
