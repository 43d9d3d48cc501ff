import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import { appleClient, realClient, scriptedClient } from "../../test/support/issuers/clients.ts";
import { createTestApi, origin, password } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});

const googleReal = {
  GOOGLE_CLIENT_ID: realClient.id,
  GOOGLE_CLIENT_SECRET: realClient.secret,
  GOOGLE_ISSUER: inject("realIssuer"),
};
const scripted = {
  GOOGLE_CLIENT_ID: scriptedClient.id,
  GOOGLE_CLIENT_SECRET: scriptedClient.secret,
  GOOGLE_ISSUER: inject("scriptedIssuer"),
  APPLE_CLIENT_ID: appleClient.id,
  APPLE_TEAM_ID: appleClient.teamId,
  APPLE_KEY_ID: appleClient.keyId,
  APPLE_PRIVATE_KEY: inject("applePrivateKey"),
  APPLE_ISSUER: inject("scriptedIssuer"),
};

type Variables = Readonly<Record<string, string>>;
type Provider = "google" | "apple";

const readCookie = ({ headers }: TestAnswer, name: string): string | undefined =>
  headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split(";")[0];
const toEncoded = (value: object): string =>
  btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

interface Try {
  readonly cookie: string;
  readonly asked: URLSearchParams;
  readonly location: string;
}
const toTry = (answer: TestAnswer, location: string): Try => ({
  cookie: String(readCookie(answer, "flow")),
  asked: new URL(location).searchParams,
  location,
});
async function start(provider: Provider, query = "", variables: Variables = scripted): Promise<Try> {
  const answer = await api.call(`GET /auth/providers/${provider}/start${query}`, { variables });
  if (answer.status !== 302) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return toTry(answer, String(answer.headers.get("Location")));
}

interface Script {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signature?: "own" | "none" | "stranger";
}
/** A code of the scripted issuer: for this try, by somebody with these claims. */
const makeCode = ({ asked }: Try, { claims = {}, signature = "own" }: Script = {}): string => {
  const says = { nonce: asked.get("nonce"), ...claims };
  return toEncoded({ challenge: asked.get("code_challenge"), claims: says, signature });
};
const land = (
  provider: Provider,
  answer: Readonly<Record<string, string>>,
  cookie: string | undefined,
  variables: Variables = scripted,
): Promise<TestAnswer> => {
  const form = new URLSearchParams(answer).toString();
  const headers = cookie === undefined ? {} : { Cookie: cookie };
  if (provider === "google") {
    return api.call(`GET /auth/providers/google/callback?${form}`, { variables, headers });
  }
  const type = { "Content-Type": "application/x-www-form-urlencoded", Origin: "https://appleid.apple.com" };
  return api.call("POST /auth/providers/apple/callback", {
    variables,
    headers: { ...headers, ...type },
    text: form,
  });
};
async function signIn(provider: Provider, script: Script, query = ""): Promise<TestAnswer> {
  const attempt = await start(provider, query);
  const state = String(attempt.asked.get("state"));
  return land(provider, { state, code: makeCode(attempt, script) }, attempt.cookie);
}
const goesTo = ({ headers }: TestAnswer): string => String(headers.get("Location"));
/** Who is signed in by an answer's cookies. */
async function whoIs(answer: TestAnswer) {
  const cookie = readCookie(answer, "access");
  if (cookie === undefined) return null;
  return (await api.call("GET /users/me/profile", { headers: { Cookie: cookie } })).body.data;
}
const newEmail = () => `${crypto.randomUUID()}@example.test`;
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
    const { body } = await api.call("GET /auth/providers", { variables: scripted });
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
    const attempt = await start("google", "?to=/auctions/7%3Flot=2", googleReal);
    expect(attempt.asked.get("code_challenge_method")).toBe("S256");
    const person = { sub: "1", email, email_verified: true, name: "Ana Real" };
    const back = await browse(attempt.location, person);
    const answer = Object.fromEntries(back.searchParams);
    const landed = await land("google", answer, attempt.cookie, googleReal);
    expect([landed.status, goesTo(landed)]).toEqual([303, "/auctions/7?lot=2"]);
    expect(await whoIs(landed)).toMatchObject({ email, displayName: "Ana Real", role: "buyer" });
    const [row] = await api.sql("SELECT email_verified_at, password_hash FROM users WHERE email = $1", [
      email,
    ]);
    expect(row).toMatchObject({ password_hash: null });
    expect(row?.["email_verified_at"]).not.toBeNull();
    // The flow's cookie is gone, and the provider takes its code once.
    expect(landed.headers.getSetCookie().some((line) => /^flow=;.*Max-Age=0/u.test(line))).toBe(true);
    const replayed = await land("google", answer, attempt.cookie, googleReal);
    expect(goesTo(replayed)).toContain("problem=provider_failed");
    expect(await whoIs(replayed)).toBeNull();
  });

  test("[SEC-5] mix-up: an answer of another issuer is refused", async () => {
    const attempt = await start("google", "", googleReal);
    const person = { sub: "2", email: newEmail(), email_verified: true };
    const back = await browse(attempt.location, person);
    const answer = { ...Object.fromEntries(back.searchParams), iss: inject("scriptedIssuer") };
    expect(goesTo(await land("google", answer, attempt.cookie, googleReal))).toContain(
      "problem=provider_failed",
    );
  });
});

describe("Apple", () => {
  test("posts its answer, takes a secret its team signed, and says a name once", async () => {
    const email = newEmail();
    const attempt = await start("apple", "?to=/browse");
    expect(attempt.asked.get("response_mode")).toBe("form_post");
    const code = makeCode(attempt, { claims: { sub: "apple-1", email, email_verified: "true" } });
    const user = JSON.stringify({
      name: { firstName: "Ana", lastName: "Apple" },
      email: "evil@example.test",
    });
    const state = String(attempt.asked.get("state"));
    const landed = await land("apple", { state, code, user }, attempt.cookie);
    expect([landed.status, goesTo(landed)]).toEqual([303, "/browse"]);
    expect(await whoIs(landed)).toMatchObject({ email, displayName: "Ana Apple" });
    // Again, without the name and without the address, as it does.
    const again = await signIn("apple", { claims: { sub: "apple-1" } });
    expect(await whoIs(again)).toMatchObject({ email, displayName: "Ana Apple" });
  });

  test("[SEC-11] its cookie crosses sites over https, and no other does", async () => {
    const variables = { ...scripted, ORIGIN: "https://blytz.example" };
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

describe("an answer that does not hold", () => {
  const verified = (more: object = {}) => ({ sub: "liar", email: newEmail(), email_verified: true, ...more });
  const anHourAgo = Math.floor(Date.now() / 1_000) - 3_600;

  test.each<[string, Script]>([
    ["[SEC-1] an ID token with alg none", { claims: verified(), signature: "none" }],
    ["a signature by a stranger's key", { claims: verified(), signature: "stranger" }],
    ["another nonce", { claims: verified({ nonce: "of-another-try" }) }],
    ["no nonce", { claims: verified({ nonce: undefined }) }],
    ["[SEC-5] another audience", { claims: verified({ aud: "another-client" }) }],
    ["[SEC-5] another issuer", { claims: verified({ iss: "https://accounts.google.com" }) }],
    ["[SEC-4] an expired token", { claims: verified({ exp: anHourAgo }) }],
    ["no subject", { claims: verified({ sub: undefined }) }],
  ])("%s signs nobody in", async (_name, script) => {
    const landed = await signIn("google", script, "?to=/browse");
    expect([landed.status, goesTo(landed)]).toEqual([303, "/login?problem=provider_failed&to=%2Fbrowse"]);
    expect(readCookie(landed, "access")).toBeUndefined();
    expect(await api.sql("SELECT id FROM user_identities WHERE subject = 'liar'")).toEqual([]);
  });

  test.each<[string, (attempt: Try) => { answer: Record<string, string>; cookie: string | undefined }]>([
    ["another state", (own) => ({ answer: { state: "guessed", code: makeCode(own) }, cookie: own.cookie })],
    ["no state", (own) => ({ answer: { code: makeCode(own) }, cookie: own.cookie })],
    [
      "no cookie: a link somebody sent",
      (own) => ({
        answer: { state: String(own.asked.get("state")), code: makeCode(own) },
        cookie: undefined,
      }),
    ],
    [
      "a cookie somebody changed",
      (own) => ({
        answer: { state: String(own.asked.get("state")), code: makeCode(own) },
        cookie: own.cookie.replace(/.{4}$/u, "AAAA"),
      }),
    ],
  ])("%s is no answer to this try", async (_name, change) => {
    const { answer, cookie } = change(await start("google"));
    const landed = await land("google", answer, cookie);
    expect([landed.status, goesTo(landed)]).toEqual([303, "/login?problem=provider_expired"]);
    expect(readCookie(landed, "access")).toBeUndefined();
  });

  test("mix-up: a try at one provider is not answered by the other", async () => {
    const attempt = await start("google");
    const state = String(attempt.asked.get("state"));
    const landed = await land("apple", { state, code: makeCode(attempt) }, attempt.cookie);
    expect(goesTo(landed)).toBe("/login?problem=provider_expired");
  });

  test("a code of another try does not fit this one's verifier", async () => {
    const [mine, theirs] = [await start("google"), await start("google")];
    const code = makeCode(theirs, { claims: { ...verified(), nonce: mine.asked.get("nonce") } });
    const landed = await land("google", { state: String(mine.asked.get("state")), code }, mine.cookie);
    expect(goesTo(landed)).toContain("problem=provider_failed");
  });

  test("whoever says no over there is asked nothing here", async () => {
    const attempt = await start("google", "?to=/browse");
    const state = String(attempt.asked.get("state"));
    const landed = await land("google", { state, error: "access_denied" }, attempt.cookie);
    expect(goesTo(landed)).toBe("/login?problem=provider_cancelled&to=%2Fbrowse");
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "",
  ])("afterwards nobody is sent to %j", async (to) => {
    const script = { claims: verified({ sub: crypto.randomUUID() }) };
    const landed = await signIn("google", script, `?to=${encodeURIComponent(to)}`);
    expect([landed.status, goesTo(landed)]).toEqual([303, "/"]);
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
    const unknown = await signIn("google", { claims });
    expect(goesTo(unknown)).toBe("/login?problem=provider_account_exists&to=%2F");
    await verify(ana);
    const doubted = await signIn("google", { claims: { ...claims, email_verified: false } });
    expect(goesTo(doubted)).toContain("problem=provider_email_unverified");
    const joined = await signIn("google", { claims });
    expect(await whoIs(joined)).toMatchObject({ id: ana.id });
    const audit = await api.sql("SELECT action, details FROM audit_log WHERE actor_id = $1 ORDER BY id", [
      ana.id,
    ]);
    expect(audit.at(-1)).toEqual({ action: "identity.linked", details: { provider: "google" } });
    // From now on the subject decides, whatever the address is.
    const renamed = await signIn("google", {
      claims: { ...claims, email: newEmail(), email_verified: false },
    });
    expect(await whoIs(renamed)).toMatchObject({ id: ana.id });
  });

  test("opens none for an address the provider does not vouch for", async () => {
    for (const change of [{ email_verified: false }, { email_verified: undefined }, { email: undefined }]) {
      const landed = await signIn("google", { claims: { ...claimsOf(newEmail()), ...change } });
      expect(goesTo(landed)).toBe("/login?problem=provider_email_unverified&to=%2F");
    }
  });

  test("opens one account, however many tries come at once", async () => {
    const claims = claimsOf(newEmail());
    const landed = await Promise.all(Array.from({ length: 4 }, () => signIn("google", { claims })));
    const rows = await api.sql("SELECT id FROM users WHERE email = $1", [claims.email]);
    expect(rows).toHaveLength(1);
    const ids = (await Promise.all(landed.map(whoIs))).map((who) => who?.id);
    expect(ids).toEqual(Array.from({ length: 4 }, () => rows[0]?.["id"]));
  });

  test("[SEC-9] a disabled account stays closed, without a word of why", async () => {
    const claims = claimsOf(newEmail());
    const opened = await whoIs(await signIn("google", { claims }));
    await api.sql("UPDATE users SET disabled_at = now() WHERE id = $1", [opened.id]);
    const landed = await signIn("google", { claims });
    expect(goesTo(landed)).toBe("/login?problem=provider_failed&to=%2F");
    expect(readCookie(landed, "access")).toBeUndefined();
  });

  test("asks for the second factor where there is one: /login goes on with the code", async () => {
    const claims = claimsOf(newEmail());
    const { id } = await whoIs(await signIn("google", { claims }));
    await api.sql(
      "INSERT INTO totp_factors (user_id, encrypted_secret, confirmed_at) VALUES ($1, 'v1.iv.text', now())",
      [id],
    );
    const landed = await signIn("google", { claims }, "?to=/browse");
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

describe("linking and unlinking", () => {
  async function link(
    person: TestPerson,
    claims: object,
    provider: Provider = "google",
  ): Promise<TestAnswer> {
    const begun = await api.call(`POST /auth/providers/${provider}/link`, {
      variables: scripted,
      token: person.token,
    });
    if (begun.status !== 200) throw new Error(JSON.stringify(begun.body));
    const attempt = toTry(begun, begun.body.data.location);
    const code = makeCode(attempt, { claims: { ...claims } });
    return land(provider, { state: String(attempt.asked.get("state")), code }, attempt.cookie);
  }
  const list = async ({ token }: { readonly token: string }) =>
    (await api.call("GET /auth/identities", { token })).body.data as { id: string; provider: string }[];
  const unlink = (token: string, id: string | undefined) =>
    api.call(`DELETE /auth/identities/${id}`, { token });

  test("a person links from their account, whatever the address over there; both then open it", async () => {
    const ana = await api.join("Linked");
    const claims = { sub: crypto.randomUUID(), email: newEmail() };
    expect(goesTo(await link(ana, claims))).toBe("/account");
    expect(await list(ana)).toMatchObject([{ provider: "google", email: claims.email }]);
    expect(await whoIs(await signIn("google", { claims }))).toMatchObject({ id: ana.id });
    expect((await api.call("POST /auth/login", { body: { email: ana.email, password } })).status).toBe(200);
  });

  test("not one that opens another account already", async () => {
    const [ana, eve] = [await api.join("First"), await api.join("Second")];
    const claims = { sub: crypto.randomUUID() };
    await link(ana, claims);
    expect(goesTo(await link(eve, claims))).toBe("/account?problem=provider_identity_taken");
    expect(await list(eve)).toEqual([]);
    // Again by its owner: nothing new, nothing wrong.
    expect(goesTo(await link(ana, claims))).toBe("/account");
  });

  test("[SEC-9] not after signing out in between", async () => {
    const ana = await api.join("Gone");
    const begun = await api.call("POST /auth/providers/apple/link", {
      variables: scripted,
      token: ana.token,
    });
    const attempt = toTry(begun, begun.body.data.location);
    await api.call("POST /auth/logout", { token: ana.token });
    const code = makeCode(attempt, { claims: { sub: crypto.randomUUID() } });
    const landed = await land("apple", { state: String(attempt.asked.get("state")), code }, attempt.cookie);
    expect(goesTo(landed)).toBe("/account?problem=provider_expired");
  });

  test("asks for a fresh proof, and for a provider there is", async () => {
    const ana = await api.join("Stale");
    const call = (line: string) => api.call(line, { variables: scripted, token: ana.token });
    expect((await call("POST /auth/providers/facebook/link")).status).toBe(404);
    await api.sql(
      "UPDATE user_sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1",
      [ana.id],
    );
    const refused = await call("POST /auth/providers/google/link");
    expect([refused.status, refused.body.error.code]).toEqual([403, "mfa_required"]);
    expect((await unlink(ana.token, crypto.randomUUID())).body.error.code).toBe("mfa_required");
  });

  test("[SEC-22] an identity is unlinked by its owner only", async () => {
    const [ana, eve] = [await api.join("Owner"), await api.join("Eve")];
    await link(ana, { sub: crypto.randomUUID() });
    const [identity] = await list(ana);
    expect((await unlink(eve.token, identity?.id)).status).toBe(404);
    expect((await unlink(ana.token, identity?.id)).status).toBe(200);
    expect(await list(ana)).toEqual([]);
  });

  test("the last way in stays, however many are unlinked at once", async () => {
    const claims = { sub: crypto.randomUUID(), email: newEmail(), email_verified: true };
    const signedIn = await signIn("google", { claims });
    const token = String(readCookie(signedIn, "access")?.split("=")[1]);
    const [only] = await list({ token });
    const refused = await unlink(token, only?.id);
    expect([refused.status, refused.body.error.code]).toEqual([409, "last_way_in"]);
    const { id } = await whoIs(signedIn);
    await link({ id, email: claims.email, token }, { sub: crypto.randomUUID() }, "apple");
    const both = await list({ token });
    expect(both.map(({ provider }) => provider)).toEqual(["google", "apple"]);
    const answers = await Promise.all(both.map((identity) => unlink(token, identity.id)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await list({ token })).toHaveLength(1);
  });
});

// The last: the buckets of its requests are ten minutes ahead afterwards.
test("a try is over after ten minutes", async () => {
  const attempt = await start("google");
  const answer = { state: String(attempt.asked.get("state")), code: makeCode(attempt) };
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 601_000 });
  try {
    expect(goesTo(await land("google", answer, attempt.cookie))).toBe("/login?problem=provider_expired");
  } finally {
    vi.useRealTimers();
  }
});
