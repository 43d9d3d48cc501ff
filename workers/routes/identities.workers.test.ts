import { beforeAll, describe, expect, test } from "vitest";
import { must } from "../../domain/result.ts";
import { createTestApi, password } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";
import {
  goesTo,
  makeCode,
  newEmail,
  openProviderBrowser,
  readCookie,
  readState,
  scriptedProviders,
  toTry,
} from "../../test/support/workers/provider-browser.ts";
import type { Provider, ProviderBrowser } from "../../test/support/workers/provider-browser.ts";

let api: TestApi;
let browser: ProviderBrowser;
beforeAll(async () => {
  api = await createTestApi();
  browser = openProviderBrowser(api);
});

describe("linking and unlinking", () => {
  async function link(
    person: TestPerson,
    claims: object,
    provider: Provider = "google",
  ): Promise<TestAnswer> {
    const begun = await api.call(`POST /auth/providers/${provider}/link`, {
      variables: scriptedProviders,
      token: person.token,
    });
    if (begun.status !== 200) throw new Error(JSON.stringify(begun.body));
    const attempt = toTry(begun, begun.body.data.location);
    const code = makeCode(attempt, { claims: { ...claims } });
    return browser.land(provider, { state: readState(attempt), code }, attempt.cookie);
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
    expect(await browser.whoIs(await browser.signIn("google", { claims }))).toMatchObject({ id: ana.id });
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
      variables: scriptedProviders,
      token: ana.token,
    });
    const attempt = toTry(begun, begun.body.data.location);
    await api.call("POST /auth/logout", { token: ana.token });
    const code = makeCode(attempt, { claims: { sub: crypto.randomUUID() } });
    const landed = await browser.land("apple", { state: readState(attempt), code }, attempt.cookie);
    expect(goesTo(landed)).toBe("/account?problem=provider_expired");
  });

  test("asks for a fresh proof, and for a provider there is", async () => {
    const ana = await api.join("Stale");
    const call = (line: string) => api.call(line, { variables: scriptedProviders, token: ana.token });
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
    const signedIn = await browser.signIn("google", { claims });
    const token = String(readCookie(signedIn, "access")?.split("=")[1]);
    const [only] = await list({ token });
    const refused = await unlink(token, only?.id);
    expect([refused.status, refused.body.error.code]).toEqual([409, "last_way_in"]);
    const { id } = must(await browser.whoIs(signedIn), "somebody is signed in");
    await link({ id, email: claims.email, token }, { sub: crypto.randomUUID() }, "apple");
    const both = await list({ token });
    expect(both.map(({ provider }) => provider)).toEqual(["google", "apple"]);
    const answers = await Promise.all(both.map((identity) => unlink(token, identity.id)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await list({ token })).toHaveLength(1);
  });
});
