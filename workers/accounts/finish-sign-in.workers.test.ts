import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi, password } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});

const login = ({ email }: TestPerson) => api.call("POST /auth/login", { body: { email, password } });
/** A factor by its row alone: what it opens is tested where it is proved. */
const enrol = ({ id }: TestPerson, confirmedAt: string | null) =>
  api.sql("INSERT INTO totp_factors (user_id, encrypted_secret, confirmed_at) VALUES ($1, 'x', $2)", [
    id,
    confirmedAt,
  ]);

describe("finishing a sign-in", () => {
  test("[SEC-10] a second factor is asked for after the right password, and only then", async () => {
    const ana = await api.join("Second");
    await enrol(ana, "2026-01-01");
    const asked = await login(ana);
    expect([asked.status, asked.body.error.code]).toEqual([401, "mfa_code_required"]);
    expect(asked.body.error.details).toEqual({
      mfaToken: expect.stringMatching(/^[\w-]{43}$/u),
      mfaTokenExpiresAt: expect.any(String),
      methods: ["totp"],
    });
    expect(asked.headers.getSetCookie()).toEqual([]);
    const wrong = await api.call("POST /auth/login", {
      body: { email: ana.email, password: "not-the-password" },
    });
    expect(wrong.body.error.code).toBe("invalid_credentials");
    const kept = await api.sql("SELECT * FROM pending_sign_ins WHERE user_id = $1", [ana.id]);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(asked.body.error.details.mfaToken);
  });

  test("a factor that was offered and never proved asks nobody anything", async () => {
    const ana = await api.join("Offered");
    await enrol(ana, null);
    expect((await login(ana)).status).toBe(200);
  });

  test("[SEC-9] a disabled account gets no token either", async () => {
    const ana = await api.join("Shut");
    await enrol(ana, "2026-01-01");
    await api.sql("UPDATE users SET disabled_at = now() WHERE id = $1", [ana.id]);
    expect((await login(ana)).body.error.code).toBe("invalid_credentials");
    expect(await api.sql("SELECT 1 FROM pending_sign_ins WHERE user_id = $1", [ana.id])).toEqual([]);
  });
});

describe("the mfa claim", () => {
  const mobile = { "X-Client": "mobile" };
  const claimOf = (token: string): unknown => JSON.parse(atob(String(token.split(".")[1])))["mfa"];

  test("moves with the refresh, from the sign-in's own row", async () => {
    const { email } = await api.join("Claim");
    const first = (await api.call("POST /auth/login", { headers: mobile, body: { email, password } })).body
      .data;
    expect(claimOf(first.accessToken)).toBe(false);
    const { sid } = JSON.parse(atob(first.accessToken.split(".")[1]));
    await api.sql("UPDATE user_sessions SET second_factor_at = now() WHERE id = $1", [sid]);
    const { refreshToken } = first;
    for (const _try of ["rotation", "retry"]) {
      const next = await api.call("POST /auth/refresh", { headers: mobile, body: { refreshToken } });
      expect(claimOf(next.body.data.accessToken)).toBe(true);
    }
  });
});

describe("a step-up, asked for by a changed password", () => {
  const change = (token: string) =>
    api.call("POST /auth/password/change", {
      token,
      headers: { "X-Client": "mobile" },
      body: { currentPassword: password, password: "quiet-orchard-violin-4" },
    });
  const proveSecond = (userId: string, minutesAgo: number) =>
    api.sql(
      "UPDATE user_sessions SET second_factor_at = now() - $2 * interval '1 minute' WHERE user_id = $1",
      [userId, minutesAgo],
    );

  test.each([
    ["none", null],
    ["one of eleven minutes ago", 11],
  ])("with a second factor: %s is refused and changes nothing", async (_name, minutesAgo) => {
    const ana = await api.join("Stale");
    await enrol(ana, "2026-01-01");
    if (minutesAgo !== null) await proveSecond(ana.id, minutesAgo);
    const refused = await change(ana.token);
    expect([refused.status, refused.body.error.code]).toEqual([403, "mfa_required"]);
    expect(refused.body.error.details).toEqual({ methods: ["totp"] });
    expect((await login(ana)).body.error.code).toBe("mfa_code_required");
  });

  test("a proof given behind this isolate's back counts at once, and goes over to the new sign-in", async () => {
    const ana = await api.join("Fresh");
    await enrol(ana, "2026-01-01");
    expect((await change(ana.token)).status).toBe(403);
    await proveSecond(ana.id, 9);
    const changed = await change(ana.token);
    expect(changed.status).toBe(200);
    const rows = await api.sql(
      "SELECT second_factor_at < now() - interval '8 minutes' AS kept FROM user_sessions WHERE user_id = $1 AND revoked_at IS NULL",
      [ana.id],
    );
    expect(rows).toEqual([{ kept: true }]);
  });

  test("without one the current password is proof enough, however old the sign-in", async () => {
    const ana = await api.join("Old");
    await api.sql("UPDATE user_sessions SET authenticated_at = now() - interval '1 day' WHERE user_id = $1", [
      ana.id,
    ]);
    expect((await change(ana.token)).status).toBe(200);
  });
});
