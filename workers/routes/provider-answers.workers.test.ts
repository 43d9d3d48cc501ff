import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import {
  goesTo,
  makeCode,
  newEmail,
  openProviderBrowser,
  readCookie,
  readState,
} from "../../test/support/workers/provider-browser.ts";
import type { ProviderBrowser, Script, Try } from "../../test/support/workers/provider-browser.ts";

let api: TestApi;
let browser: ProviderBrowser;
beforeAll(async () => {
  api = await createTestApi();
  browser = openProviderBrowser(api);
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
    const landed = await browser.signIn("google", script, "?to=/browse");
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
        answer: { state: readState(own), code: makeCode(own) },
        cookie: undefined,
      }),
    ],
    [
      "a cookie somebody changed",
      (own) => ({
        answer: { state: readState(own), code: makeCode(own) },
        cookie: own.cookie.replace(/.{4}$/u, "AAAA"),
      }),
    ],
  ])("%s is no answer to this try", async (_name, change) => {
    const { answer, cookie } = change(await browser.start("google"));
    const landed = await browser.land("google", answer, cookie);
    expect([landed.status, goesTo(landed)]).toEqual([303, "/login?problem=provider_expired"]);
    expect(readCookie(landed, "access")).toBeUndefined();
  });

  test("mix-up: a try at one provider is not answered by the other", async () => {
    const attempt = await browser.start("google");
    const state = readState(attempt);
    const landed = await browser.land("apple", { state, code: makeCode(attempt) }, attempt.cookie);
    expect(goesTo(landed)).toBe("/login?problem=provider_expired");
  });

  test("a code of another try does not fit this one's verifier", async () => {
    const [mine, theirs] = [await browser.start("google"), await browser.start("google")];
    const code = makeCode(theirs, { claims: { ...verified(), nonce: mine.asked.get("nonce") } });
    const landed = await browser.land("google", { state: readState(mine), code }, mine.cookie);
    expect(goesTo(landed)).toContain("problem=provider_failed");
  });

  test("whoever says no over there is asked nothing here", async () => {
    const attempt = await browser.start("google", "?to=/browse");
    const state = readState(attempt);
    const landed = await browser.land("google", { state, error: "access_denied" }, attempt.cookie);
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
    const landed = await browser.signIn("google", script, `?to=${encodeURIComponent(to)}`);
    expect([landed.status, goesTo(landed)]).toEqual([303, "/"]);
  });
});
