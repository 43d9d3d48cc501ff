import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import { createTestApi, origin } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import {
  certifiedGoogle,
  goesTo,
  makeCode,
  newEmail,
  openProviderBrowser,
  readCookie,
  readState,
  scriptedProviders,
  toEncoded,
} from "../../test/support/workers/provider-browser.ts";
import type { ProviderBrowser } from "../../test/support/workers/provider-browser.ts";

let api: TestApi;
let browser: ProviderBrowser;
beforeAll(async () => {
  api = await createTestApi();
  browser = openProviderBrowser(api);
});

const verify = (person: TestPerson) =>
  api.sql("UPDATE users SET email_verified_at = now() WHERE id = $1", [person.id]);

describe("where no provider is configured", () => {
  test("none is listed, and none is there", async () => {
    expect((await api.call("GET /auth/providers")).body.data).toEqual([]);
    for (const line of ["GET /auth/providers/google/start", "GET /auth/providers/apple/callback?code=x"]) {
      expect((await api.call(line)).status).toBe(404);
    }
  });

  test("what is configured is listed", async () => {
    const { body } = await api.call("GET /auth/providers", { variables: scriptedProviders });
    expect(body.data).toEqual([
      { id: "google", name: "Google", startPath: "/api/v1/auth/providers/google/start" },
      { id: "apple", name: "Apple", startPath: "/api/v1/auth/providers/apple/start" },
    ]);
  });
});

describe("a certified provider", () => {
  /** A browser at the provider's: follows its redirects with its cookies, and says who it is when asked. */
  async function browse(location: string, account: object): Promise<URL> {
    const jar = new Map<string, string>();
    for (let at = location, hops = 0; hops < 10; hops += 1) {
      const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(at, { redirect: "manual", headers: { Cookie: cookies } });
      await answer.body?.cancel();
      for (const line of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
        jar.set(name, value);
      }
      const next = new URL(String(answer.headers.get("Location")), at);
      if (next.origin === origin) return next;
      if (next.pathname.startsWith("/interaction/")) next.searchParams.set("account", toEncoded(account));
      at = next.href;
    }
    throw new Error("went round in circles");
  }

  test("signs somebody new in: verified, without a password, back where they came from", async () => {
    const email = newEmail();
    const attempt = await browser.start("google", "?to=/auctions/7%3Flot=2", certifiedGoogle);
    expect(attempt.asked.get("code_challenge_method")).toBe("S256");
    const person = { sub: "1", email, email_verified: true, name: "Ana Real" };
    const back = await browse(attempt.location, person);
    const answer = Object.fromEntries(back.searchParams);
    const landed = await browser.land("google", answer, attempt.cookie, certifiedGoogle);
    expect([landed.status, goesTo(landed)]).toEqual([303, "/auctions/7?lot=2"]);
    expect(await browser.whoIs(landed)).toMatchObject({ email, displayName: "Ana Real", role: "buyer" });
    const [row] = await api.sql("SELECT email_verified_at, password_hash FROM users WHERE email = $1", [
      email,
    ]);
    expect(row).toMatchObject({ password_hash: null });
    expect(row?.["email_verified_at"]).not.toBeNull();
    // The flow's cookie is gone, and the provider takes its code once.
    expect(landed.headers.getSetCookie().some((line) => /^flow=;.*Max-Age=0/u.test(line))).toBe(true);
    const replayed = await browser.land("google", answer, attempt.cookie, certifiedGoogle);
    expect(goesTo(replayed)).toContain("problem=provider_failed");
    expect(await browser.whoIs(replayed)).toBeNull();
  });

  test("[SEC-5] mix-up: an answer of another issuer is refused", async () => {
    const attempt = await browser.start("google", "", certifiedGoogle);
    const person = { sub: "2", email: newEmail(), email_verified: true };
    const back = await browse(attempt.location, person);
    const answer = { ...Object.fromEntries(back.searchParams), iss: inject("scriptedIssuer") };
    expect(goesTo(await browser.land("google", answer, attempt.cookie, certifiedGoogle))).toContain(
      "problem=provider_failed",
    );
  });
});

describe("Apple", () => {
  test("posts its answer, takes a secret its team signed, and says a name once", async () => {
    const email = newEmail();
    const attempt = await browser.start("apple", "?to=/browse");
    expect(attempt.asked.get("response_mode")).toBe("form_post");
    const code = makeCode(attempt, { claims: { sub: "apple-1", email, email_verified: "true" } });
    const user = JSON.stringify({
      name: { firstName: "Ana", lastName: "Apple" },
      email: "evil@example.test",
    });
    const state = readState(attempt);
    const landed = await browser.land("apple", { state, code, user }, attempt.cookie);
    expect([landed.status, goesTo(landed)]).toEqual([303, "/browse"]);
    expect(await browser.whoIs(landed)).toMatchObject({ email, displayName: "Ana Apple" });
    // Again, without the name and without the address, as it does.
    const again = await browser.signIn("apple", { claims: { sub: "apple-1" } });
    expect(await browser.whoIs(again)).toMatchObject({ email, displayName: "Ana Apple" });
  });

  test("[SEC-11] its cookie crosses sites over https, and no other does", async () => {
    const variables = { ...scriptedProviders, ORIGIN: "https://blytz.example" };
    for (const [provider, sameSite] of [
      ["apple", "None"],
      ["google", "Lax"],
    ] as const) {
      const answer = await api.call(`GET /auth/providers/${provider}/start`, { variables });
      const [cookie = ""] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-flow=/u);
      expect(cookie).toMatch(new RegExp(`HttpOnly; Secure; SameSite=${sameSite}$`, "u"));
    }
  });
});

describe("which account it opens", () => {
  const claimsOf = (email: string, more: object = {}) => ({
    sub: crypto.randomUUID(),
    email,
    email_verified: true,
    ...more,
  });

  test("joins one with the same address only if both sides know the mailbox", async () => {
    const ana = await api.join("Ana");
    const claims = claimsOf(ana.email.toUpperCase());
    const unknown = await browser.signIn("google", { claims });
    expect(goesTo(unknown)).toBe("/login?problem=provider_account_exists&to=%2F");
    await verify(ana);
    const doubted = await browser.signIn("google", { claims: { ...claims, email_verified: false } });
    expect(goesTo(doubted)).toContain("problem=provider_email_unverified");
    const joined = await browser.signIn("google", { claims });
    expect(await browser.whoIs(joined)).toMatchObject({ id: ana.id });
    const audit = await api.sql("SELECT action, details FROM audit_log WHERE actor_id = $1 ORDER BY id", [
      ana.id,
    ]);
    expect(audit.at(-1)).toEqual({ action: "identity.linked", details: { provider: "google" } });
    // From now on the subject decides, whatever the address is.
    const renamed = await browser.signIn("google", {
      claims: { ...claims, email: newEmail(), email_verified: false },
    });
    expect(await browser.whoIs(renamed)).toMatchObject({ id: ana.id });
  });

  test("opens none for an address the provider does not vouch for", async () => {
    for (const change of [{ email_verified: false }, { email_verified: undefined }, { email: undefined }]) {
      const landed = await browser.signIn("google", { claims: { ...claimsOf(newEmail()), ...change } });
      expect(goesTo(landed)).toBe("/login?problem=provider_email_unverified&to=%2F");
    }
  });

  test("opens one account, however many tries come at once", async () => {
    const claims = claimsOf(newEmail());
    const landed = await Promise.all(Array.from({ length: 4 }, () => browser.signIn("google", { claims })));
    const rows = await api.sql("SELECT id FROM users WHERE email = $1", [claims.email]);
    expect(rows).toHaveLength(1);
    const ids = (await Promise.all(landed.map(browser.whoIs))).map((who) => who?.id);
    expect(ids).toEqual(Array.from({ length: 4 }, () => rows[0]?.["id"]));
  });

  test("[SEC-9] a disabled account stays closed, without a word of why", async () => {
    const claims = claimsOf(newEmail());
    const opened = await browser.whoIs(await browser.signIn("google", { claims }));
    await api.sql("UPDATE users SET disabled_at = now() WHERE id = $1", [opened?.id]);
    const landed = await browser.signIn("google", { claims });
    expect(goesTo(landed)).toBe("/login?problem=provider_failed&to=%2F");
    expect(readCookie(landed, "access")).toBeUndefined();
  });

  test("asks for the second factor where there is one: /login goes on with the code", async () => {
    const claims = claimsOf(newEmail());
    const id = (await browser.whoIs(await browser.signIn("google", { claims })))?.id;
    await api.sql(
      "INSERT INTO totp_factors (user_id, encrypted_secret, confirmed_at) VALUES ($1, 'v1.iv.text', now())",
      [id],
    );
    const landed = await browser.signIn("google", { claims }, "?to=/browse");
    expect(goesTo(landed)).toBe("/login?step=code&methods=totp&to=%2Fbrowse");
    expect(readCookie(landed, "access")).toBeUndefined();
    const pending = String(readCookie(landed, "pending")).split("=")[1];
    const [row] = await api.sql(
      "SELECT user_id FROM pending_sign_ins WHERE token_hash = encode(sha256($1::bytea), 'hex')",
      [pending],
    );
    expect(row).toEqual({ user_id: id });
  });
});

// The last: the buckets of its requests are ten minutes ahead afterwards.
test("a try is over after ten minutes", async () => {
  const attempt = await browser.start("google");
  const answer = { state: readState(attempt), code: makeCode(attempt) };
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
  try {
    expect(goesTo(await browser.land("google", answer, attempt.cookie))).toBe(
      "/login?problem=provider_expired",
    );
  } finally {
    vi.useRealTimers();
  }
});
