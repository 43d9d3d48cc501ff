import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi, origin, password } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});

const details = (body: { error: { details: { path: string; code: string }[] } }) =>
  body.error.details.map(({ path, code }) => `${path} ${code}`);

describe("register", () => {
  test("opens an account and signs in", async () => {
    const opened = await api.call("POST /auth/register", {
      body: { email: "Ana@Example.test ", password, displayName: " Ana " },
    });
    expect(opened.status).toBe(201);
    expect(opened.body.success).toBe(true);
    const { user, accessToken, accessTokenExpiresAt, ...rest } = opened.body.data;
    expect(rest).toEqual({});
    expect(user).toMatchObject({ email: "ana@example.test", displayName: "Ana", role: "buyer" });
    expect(Date.parse(accessTokenExpiresAt) - Date.now()).toBeGreaterThan(14 * 60_000);
    const cookies = opened.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(["access", "refresh"]);
    for (const cookie of cookies) expect(cookie).toMatch(/Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/u);
    const me = await api.call("GET /users/me/profile", { token: accessToken });
    expect(me.body.data).toMatchObject({
      id: user.id,
      bidding: { hasPaymentMethod: false, hasAddress: false },
    });
    const [row] = await api.sql("SELECT password_hash FROM users WHERE id = $1", [user.id]);
    expect(row?.["password_hash"]).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/u);
  });

  test("refuses a known e-mail address in any case", async () => {
    const body = { email: "twice@example.test", password, displayName: "Twice" };
    expect((await api.call("POST /auth/register", { body })).status).toBe(201);
    const again = await api.call("POST /auth/register", { body: { ...body, email: "TWICE@example.test" } });
    expect([again.status, again.body.error.code]).toEqual([409, "email_taken"]);
  });

  test.each([
    ["short", "too_short"],
    ["weak@example.test", "is_email"],
    ["password1234", "too_common"],
    ["P@ssw0rd1234!", "too_common"],
    ["dragondragon", "too_common"],
    ["aaaaaaaaaaaaa", "too_simple"],
    ["abcdefghijklm", "too_simple"],
  ])("says what to change about the password %s", async (weak, code) => {
    const body = { email: "weak@example.test", password: weak, displayName: "Weak" };
    const refused = await api.call("POST /auth/register", { body });
    expect([refused.status, refused.body.error.code]).toEqual([400, "validation_failed"]);
    expect(details(refused.body)).toEqual([`password ${code}`]);
  });

  test.each([
    [{ email: "no-mail", password, displayName: "X" }, ["email invalid_format"]],
    [{ email: "a@b.example", password, displayName: "" }, ["displayName too_small"]],
    [{ email: "a@b.example", password, displayName: "\u0000" }, ["displayName custom"]],
    [
      { email: "a@b.example", password: 12, displayName: "\ud800" },
      ["password invalid_type", "displayName custom"],
    ],
    [[], [" invalid_type"]],
    [null, [" invalid_type"]],
  ])("names what is wrong with %j", async (body, expected) => {
    const refused = await api.call("POST /auth/register", { body });
    expect([refused.status, refused.body.error.code]).toEqual([400, "validation_failed"]);
    expect(details(refused.body)).toEqual(expected);
  });
});

describe("login", () => {
  test("answers a wrong password and an unknown account alike", async () => {
    const ana = await api.join("Login");
    const right = await api.call("POST /auth/login", { body: { email: ana.email, password } });
    expect(right.status).toBe(200);
    const wrong = await api.call("POST /auth/login", {
      body: { email: ana.email, password: "not-the-password" },
    });
    const nobody = await api.call("POST /auth/login", { body: { email: "nobody@example.test", password } });
    const withoutId = ({ error: { requestId: _id, ...rest } }: { error: Record<string, unknown> }) => rest;
    expect(wrong.status).toBe(401);
    expect(withoutId(wrong.body)).toEqual(withoutId(nobody.body));
  });

  test("[SEC-10] stops after ten wrong passwords for one account, exactly", async () => {
    const ana = await api.join("Stuffed");
    const attempts = await Promise.all(
      Array.from({ length: 12 }, () =>
        api.call("POST /auth/login", { body: { email: ana.email, password: "wrong-wrong-wrong" } }),
      ),
    );
    expect(attempts.filter(({ status }) => status === 401)).toHaveLength(10);
    const limited = attempts.find(({ status }) => status === 429);
    expect(Number(limited?.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(limited?.headers.get("RateLimit")).toMatch(/"loginByAccount";r=0;t=\d+/u);
    const other = await api.join("Unaffected");
    expect((await api.call("POST /auth/login", { body: { email: other.email, password } })).status).toBe(200);
  });

  test("answers a disabled account like a wrong password", async () => {
    const ana = await api.join("Disabled");
    await api.sql("UPDATE users SET disabled_at = now() WHERE id = $1", [ana.id]);
    const refused = await api.call("POST /auth/login", { body: { email: ana.email, password } });
    expect([refused.status, refused.body.error.code]).toEqual([401, "invalid_credentials"]);
  });

  test("[SEC-11] refuses a page elsewhere", async () => {
    const ana = await api.join("Elsewhere");
    const headers = { Origin: "https://evil.example" };
    const refused = await api.call("POST /auth/login", { headers, body: { email: ana.email, password } });
    expect([refused.status, refused.body.error.code]).toEqual([403, "forbidden"]);
  });
});

describe("refresh", () => {
  const mobile = { "X-Client": "mobile" };
  const signIn = async (name: string) => {
    const ana = await api.join(name);
    const answer = await api.call("POST /auth/login", {
      headers: mobile,
      body: { email: ana.email, password },
    });
    return { ...ana, refreshToken: String(answer.body.data.refreshToken) };
  };
  const refresh = (refreshToken: string) =>
    api.call("POST /auth/refresh", { headers: mobile, body: { refreshToken } });

  test("rotates, and gives a retry of the parent the same child", async () => {
    const { refreshToken } = await signIn("Rotate");
    const first = await refresh(refreshToken);
    expect(first.status).toBe(200);
    expect(first.body.data.refreshToken).not.toBe(refreshToken);
    expect(first.headers.getSetCookie()).toEqual([]);
    const retry = await refresh(refreshToken);
    expect(retry.body.data.refreshToken).toBe(first.body.data.refreshToken);
    expect((await refresh(first.body.data.refreshToken)).status).toBe(200);
  });

  test("[SEC-7] ends the whole family when a spent token comes back late", async () => {
    const { refreshToken, id } = await signIn("Reuse");
    const child = (await refresh(refreshToken)).body.data.refreshToken;
    const grandchild = (await refresh(child)).body.data;
    const reused = await refresh(refreshToken);
    expect([reused.status, reused.body.error.code]).toEqual([401, "invalid_token"]);
    expect((await refresh(grandchild.refreshToken)).status).toBe(401);
    const audit = await api.sql(
      "SELECT action FROM audit_log WHERE action = 'session.reused' AND subject_id IN (SELECT id::text FROM user_sessions WHERE user_id = $1)",
      [id],
    );
    expect(audit).toHaveLength(1);
  });

  test("[SEC-8] fifty at once leave one family alive and no fork", async () => {
    const { refreshToken, id } = await signIn("Fifty");
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(refreshToken)));
    const children = new Set(
      answers.filter(({ status }) => status === 200).map(({ body }) => body.data.refreshToken),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(children.size).toBe(1);
    const [count] = await api.sql(
      "SELECT count(*)::int AS n FROM refresh_tokens t JOIN user_sessions s ON s.id = t.session_id WHERE s.user_id = $1 AND t.spent_at IS NULL AND t.parent_hash IS NOT NULL",
      [id],
    );
    expect(count?.["n"]).toBe(1);
  });

  test("asks a cookie for our own Origin", async () => {
    const ana = await api.join("Cookie");
    const answer = await api.call("POST /auth/login", { body: { email: ana.email, password } });
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const without = await api.call("POST /auth/refresh", { headers: { Cookie: cookie } });
    expect([without.status, without.body.error.code]).toEqual([403, "forbidden"]);
    const foreign = await api.call("POST /auth/refresh", {
      headers: { Cookie: cookie, Origin: "http://localhost:8788" },
    });
    expect(foreign.status).toBe(403);
    const own = await api.call("POST /auth/refresh", { headers: { Cookie: cookie, Origin: origin } });
    expect(own.status).toBe(200);
    expect(own.body.data.refreshToken).toBeUndefined();
  });

  test("refuses what is no token", async () => {
    expect((await api.call("POST /auth/refresh")).body.error.code).toBe("auth_required");
    expect((await refresh("made-up")).body.error.code).toBe("invalid_token");
  });
});

describe("over https", () => {
  const variables = { ORIGIN: "https://blytz.example" };

  test("[SEC-11] cookies are bound to the host, and the name of the other world opens nothing", async () => {
    const body = { email: "secure@example.test", password, displayName: "Secure" };
    const opened = await api.call("POST /auth/register", { variables, body });
    expect(opened.headers.get("Strict-Transport-Security")).toContain("includeSubDomains");
    const cookies = opened.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split("=")[0])).toEqual(["__Host-access", "__Host-refresh"]);
    for (const cookie of cookies) {
      expect(cookie).toContain("; Secure");
      expect(cookie).not.toContain("Domain");
    }
    const value = String(cookies[0]?.split(";")[0]?.split("=")[1]);
    const read = (name: string) =>
      api.call("GET /users/me/profile", { variables, headers: { Cookie: `${name}=${value}` } });
    expect((await read("__Host-access")).status).toBe(200);
    expect((await read("access")).status).toBe(401);
  });

  test("[SEC-5] a token of another place is no token here", async () => {
    const ana = await api.join("Issuer");
    expect((await api.call("GET /users/me/profile", { variables, token: ana.token })).status).toBe(401);
    const elsewhere = await api.call("POST /auth/login", { variables, body: { email: ana.email, password } });
    const token = String(elsewhere.body.data.accessToken);
    expect((await api.call("GET /users/me/profile", { token })).status).toBe(401);
  });
});

describe("logout", () => {
  test("[SEC-9] ends the sign-in at once, and only this one", async () => {
    const ana = await api.join("Out");
    const other = (await api.call("POST /auth/login", { body: { email: ana.email, password } })).body.data
      .accessToken;
    expect((await api.call("POST /auth/logout", { token: ana.token })).status).toBe(200);
    const after = await api.call("GET /users/me/profile", { token: ana.token });
    expect([after.status, after.body.error.code]).toEqual([401, "invalid_token"]);
    expect((await api.call("GET /users/me/profile", { token: other })).status).toBe(200);
  });

  test("ends every sign-in when asked to", async () => {
    const ana = await api.join("Everywhere");
    const other = (await api.call("POST /auth/login", { body: { email: ana.email, password } })).body.data
      .accessToken;
    expect((await api.call("POST /auth/logout-all", { token: ana.token })).status).toBe(200);
    for (const token of [ana.token, other]) {
      expect((await api.call("GET /users/me/profile", { token })).status).toBe(401);
    }
  });

  test("works with nothing left to end", async () => {
    const answer = await api.call("POST /auth/logout");
    expect(answer.body).toEqual({ success: true, data: null });
    expect(answer.headers.getSetCookie().every((line) => /Max-Age=0/u.test(line))).toBe(true);
  });
});
