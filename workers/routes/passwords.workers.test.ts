import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi, password } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});

const newPassword = "quiet-orchard-violin-4";
const mobile = { "X-Client": "mobile" };
const login = (email: string, secret: string) =>
  api.call("POST /auth/login", { headers: mobile, body: { email, password: secret } });
const mailsTo = async (email: string, subject: string): Promise<string[]> => {
  const answer = await api.call(`GET /dev/mails?recipient=${encodeURIComponent(email)}`);
  const mails: { subject: string; text: string }[] = answer.body.data;
  return mails.filter((mail) => mail.subject === subject).map(({ text }) => text);
};
const tokenIn = (text: string | undefined): string => /#token=([\w-]{43})\n/u.exec(text ?? "")?.[1] ?? "none";
const codes = (body: { error: { details: { path: string; code: string }[] } }) =>
  body.error.details.map(({ path, code }) => `${path} ${code}`);
const withoutId = ({ status, body }: { status: number; body: unknown }) =>
  JSON.stringify([status, body]).replace(/"requestId":"[^"]+"/u, "");

describe("confirming an e-mail address", () => {
  test("works once, with the token of the mail that registering sent", async () => {
    const ana = await api.join("Confirm");
    const isVerified = async () => (await login(ana.email, password)).body.data.user.emailVerified;
    expect(await isVerified()).toBe(false);
    const [mail] = await mailsTo(ana.email, "Confirm your e-mail address");
    const body = { token: tokenIn(mail) };
    expect((await api.call("POST /auth/email/verify", { body })).body).toEqual({ success: true, data: null });
    expect(await isVerified()).toBe(true);
    const again = await api.call("POST /auth/email/verify", { body });
    expect([again.status, codes(again.body)]).toEqual([400, ["token invalid_link"]]);
  });

  test("only the newest mail works, and none once it has run out", async () => {
    const ana = await api.join("Newest");
    await api.call("POST /auth/email/resend", { body: { email: ana.email } });
    const [second, first] = (await mailsTo(ana.email, "Confirm your e-mail address")).map(tokenIn);
    const verify = (token: string | undefined) => api.call("POST /auth/email/verify", { body: { token } });
    expect((await verify(first)).status).toBe(400);
    await api.sql("UPDATE account_tokens SET expires_at = now() WHERE user_id = $1", [ana.id]);
    expect((await verify(second)).status).toBe(400);
  });

  test("a link does not vouch for an address the account got later", async () => {
    const ana = await api.join("Moved");
    const [mail] = await mailsTo(ana.email, "Confirm your e-mail address");
    await api.sql("UPDATE users SET email = 'moved@example.test' WHERE id = $1", [ana.id]);
    const refused = await api.call("POST /auth/email/verify", { body: { token: tokenIn(mail) } });
    expect(refused.status).toBe(400);
  });

  test("[SEC-10] sending again tells nobody who has an account, or a confirmed one", async () => {
    const [ana, done] = [await api.join("Unconfirmed"), await api.join("Confirmed")];
    await api.sql("UPDATE users SET email_verified_at = now() WHERE id = $1", [done.id]);
    const resend = (email: string) => api.call("POST /auth/email/resend", { body: { email } });
    const answers = await Promise.all([ana.email, done.email, "nobody-1@example.test"].map(resend));
    expect(new Set(answers.map(withoutId)).size).toBe(1);
    const count = async (email: string) => (await mailsTo(email, "Confirm your e-mail address")).length;
    expect([await count(ana.email), await count(done.email)]).toEqual([2, 1]);
  });
});

describe("a forgotten password", () => {
  const forget = (email: string) => api.call("POST /auth/password/forgot", { body: { email } });
  const reset = (token: string, secret = newPassword) =>
    api.call("POST /auth/password/reset", { body: { token, password: secret } });
  const fetchToken = async (email: string) => {
    await forget(email);
    return tokenIn((await mailsTo(email, "Choose a new password"))[0]);
  };

  test("[SEC-9] is replaced with the mailed token, which ends every sign-in", async () => {
    const ana = await api.join("Forgot");
    const { refreshToken } = (await login(ana.email, password)).body.data;
    const token = await fetchToken(ana.email);
    expect((await reset(token)).body).toEqual({ success: true, data: null });
    expect((await login(ana.email, password)).status).toBe(401);
    const again = await login(ana.email, newPassword);
    expect(again.body.data.user.emailVerified).toBe(true);
    expect((await api.call("GET /users/me/profile", { token: ana.token })).status).toBe(401);
    const refreshed = await api.call("POST /auth/refresh", { headers: mobile, body: { refreshToken } });
    expect(refreshed.body.error.code).toBe("invalid_token");
    expect(codes((await reset(token)).body)).toEqual(["token invalid_link"]);
    expect(await mailsTo(ana.email, "Your password was changed")).toHaveLength(1);
  });

  test("a password that is refused leaves the link good", async () => {
    const ana = await api.join("Picky");
    const token = await fetchToken(ana.email);
    expect(codes((await reset(token, "password1234")).body)).toEqual(["password too_common"]);
    expect(codes((await reset(token, ana.email)).body)).toEqual(["password is_email"]);
    expect((await reset(token)).status).toBe(200);
  });

  test("[SEC-10] ten at once with one token: one wins", async () => {
    const ana = await api.join("Race");
    const token = await fetchToken(ana.email);
    const answers = await Promise.all(Array.from({ length: 10 }, () => reset(token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test("[SEC-5] a token is good for its own purpose only, and is stored as a hash", async () => {
    const ana = await api.join("Purpose");
    const verification = tokenIn((await mailsTo(ana.email, "Confirm your e-mail address"))[0]);
    expect((await reset(verification)).status).toBe(400);
    const token = await fetchToken(ana.email);
    expect((await api.call("POST /auth/email/verify", { body: { token } })).status).toBe(400);
    const rows = await api.sql("SELECT * FROM account_tokens WHERE user_id = $1", [ana.id]);
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test("[SEC-10] asking tells nobody who has an account, and stops after three mails to one", async () => {
    const [ana, out] = [await api.join("Asked"), await api.join("Shut")];
    await api.sql("UPDATE users SET disabled_at = now() WHERE id = $1", [out.id]);
    const answers = await Promise.all([ana.email, out.email, "nobody-2@example.test"].map(forget));
    expect(new Set(answers.map(withoutId)).size).toBe(1);
    expect(await mailsTo(out.email, "Choose a new password")).toEqual([]);
    const tries = async (email: string) => {
      const statuses: number[] = [];
      for (let count = 0; count < 3; count += 1) statuses.push((await forget(email)).status);
      return statuses;
    };
    expect(await tries(ana.email)).toEqual([200, 200, 429]);
    expect(await tries("nobody-2@example.test")).toEqual([200, 200, 429]);
  });
});

describe("changing the password", () => {
  const change = (token: string, currentPassword: string, secret = newPassword) =>
    api.call("POST /auth/password/change", {
      token,
      headers: mobile,
      body: { currentPassword, password: secret },
    });

  test("[SEC-9] ends every other sign-in and gives this device a new one", async () => {
    const ana = await api.join("Change");
    const other = (await login(ana.email, password)).body.data;
    const changed = await change(ana.token, password);
    expect(changed.status).toBe(200);
    for (const token of [ana.token, other.accessToken]) {
      expect((await api.call("GET /users/me/profile", { token })).status).toBe(401);
    }
    const { refreshToken } = other;
    const refreshed = await api.call("POST /auth/refresh", { headers: mobile, body: { refreshToken } });
    expect(refreshed.status).toBe(401);
    const token = changed.body.data.accessToken;
    expect((await api.call("GET /users/me/profile", { token })).status).toBe(200);
    expect((await login(ana.email, newPassword)).status).toBe(200);
  });

  test("asks for the current one, and for a good new one", async () => {
    const ana = await api.join("Careful");
    expect(codes((await change(ana.token, "wrong")).body)).toEqual(["currentPassword wrong"]);
    expect(codes((await change(ana.token, password, "short")).body)).toEqual(["password too_short"]);
    expect((await login(ana.email, password)).status).toBe(200);
  });

  test("[SEC-10] stops after ten tries at the current one, exactly", async () => {
    const ana = await api.join("Guess");
    const tries = await Promise.all(Array.from({ length: 12 }, () => change(ana.token, "wrong")));
    const limited = tries.filter(({ status }) => status === 429);
    expect([limited.length, tries.length - limited.length]).toEqual([2, 10]);
  });
});

test("a hash made with older settings is renewed at sign-in", async () => {
  const ana = await api.join("Older");
  // scrypt, N=2^12, r=8, p=1 of the test password with a fixed salt.
  const { scryptSync } = await import("node:crypto");
  const salt = Buffer.alloc(16, 7);
  const bare = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");
  const hash = scryptSync(password, salt, 32, { N: 2 ** 12, r: 8, p: 1 });
  await api.sql("UPDATE users SET password_hash = $1 WHERE id = $2", [
    `$scrypt$ln=12,r=8,p=1$${bare(salt)}$${bare(hash)}`,
    ana.id,
  ]);
  expect((await login(ana.email, password)).status).toBe(200);
  const [row] = await api.sql("SELECT password_hash FROM users WHERE id = $1", [ana.id]);
  expect(row?.["password_hash"]).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/u);
  expect((await login(ana.email, password)).status).toBe(200);
});
