import { describe, expect, test } from "vitest";
import { generateKeys } from "../scripts/development-keys.ts";
import { parseSettings } from "./env.ts";
import { securePage } from "./page-headers.ts";

/** Of a configuration the headers follow ORIGIN, not ENVIRONMENT. */
const overHttps = {
  ENVIRONMENT: "test",
  ORIGIN: "https://blytz.example",
  DATABASE_URL: "postgresql://blytz:secret@db.example/blytz",
  ...generateKeys("dev-"),
};
const google = { GOOGLE_CLIENT_ID: "id", GOOGLE_CLIENT_SECRET: "secret" };

const stripe = {
  PAYMENT_PROVIDER: "stripe",
  STRIPE_SECRET_KEY: "sk_test_blytz",
  STRIPE_PUBLISHABLE_KEY: "pk_test_blytz",
  STRIPE_WEBHOOK_SECRETS: "whsec_0123456789abcdef",
};

function secure(
  change: object = {},
  own: Readonly<Record<string, string>> = {},
  path = "/account/payment",
): Headers {
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", ...own });
  const settings = parseSettings({ ...overHttps, ...change });
  securePage(headers, { settings, path, nonce: "n0nce", isHotReloading: false });
  return headers;
}

/** The policy as a browser reads it: a list of sources for each directive. */
const readPolicy = (headers: Headers): Record<string, string[]> =>
  Object.fromEntries(
    (headers.get("Content-Security-Policy") ?? "").split("; ").map((directive) => {
      const [name = "", ...sources] = directive.split(" ");
      return [name, sources];
    }),
  );

describe("the policy of a page", () => {
  test("[SEC-39] is exactly this: own scripts by nonce, one socket address, no frame, no plugin, no base", () => {
    expect(readPolicy(secure())).toEqual({
      "default-src": ["'self'"],
      "script-src": ["'self'", "'nonce-n0nce'"],
      "style-src-elem": ["'self'", "'nonce-n0nce'"],
      "style-src-attr": ["'unsafe-inline'"],
      "img-src": ["'self'", "data:", "blob:"],
      "media-src": ["'self'", "blob:"],
      "connect-src": ["'self'", "wss://blytz.example"],
      "object-src": ["'none'"],
      "base-uri": ["'none'"],
      "form-action": ["'self'"],
      "frame-ancestors": ["'none'"],
      "upgrade-insecure-requests": [],
    });
  });

  test("[SEC-39] lets a form end at a provider that is configured, and connect nowhere else for it", () => {
    const policy = readPolicy(secure(google));
    expect(policy["form-action"]).toEqual(["'self'", "https://accounts.google.com"]);
    expect(policy["connect-src"]).toEqual(["'self'", "wss://blytz.example"]);
  });

  const stripePages = ["/account/payment/card", "/orders/0198/bank"];

  test.each(stripePages)(
    "[SEC-39] lets Stripe's script, interface and frames in where it is at work: %s",
    (path) => {
      const policy = readPolicy(secure(stripe, {}, path));
      expect(policy["script-src"]).toEqual([
        "'self'",
        "'nonce-n0nce'",
        "https://js.stripe.com",
        "https://*.js.stripe.com",
      ]);
      expect(policy["connect-src"]).toEqual(["'self'", "wss://blytz.example", "https://api.stripe.com"]);
      expect(policy["frame-src"]).toEqual([
        "https://js.stripe.com",
        "https://*.js.stripe.com",
        "https://hooks.stripe.com",
      ]);
    },
  );

  test.each([
    ["/", stripe],
    ["/account/payment", stripe],
    ["/account/payment/card/", stripe],
    ["/account/payment/cards", stripe],
    ["/orders/0198", stripe],
    ["/orders/0198/bank/x", stripe],
    ["/orders/0198/x/bank", stripe],
    ["/account/payment/card", {}],
    ["/orders/0198/bank", {}],
    ["/account/payment/card", { ...stripe, PAYMENT_PROVIDER: "test" }],
  ])("[SEC-39] lets nothing of Stripe's in anywhere else: %s", (path, settings) => {
    const policy = readPolicy(secure(settings, {}, path));
    expect(policy).not.toHaveProperty("frame-src");
    expect([policy["script-src"], policy["connect-src"]].flat().join(" ")).not.toContain("stripe");
  });

  test.each([
    [stripe, "/account/wallet", ["'self'", "https://connect.stripe.com"]],
    [stripe, "/account/wallet/2026-11", ["'self'"]],
    [{ ...stripe, PAYMENT_PROVIDER: "test" }, "/account/wallet", ["'self'"]],
  ])("[SEC-39] lets the wallet's form end where Stripe asks its sellers: %#", (settings, path, targets) => {
    expect(readPolicy(secure(settings, {}, path))["form-action"]).toEqual(targets);
  });

  test("[SEC-39] names the socket of where the product is, whatever the port", () => {
    const local = { ORIGIN: "http://localhost:8790" };
    const policy = readPolicy(secure(local));
    expect(policy["connect-src"]).toEqual(["'self'", "ws://localhost:8790"]);
    expect(policy).not.toHaveProperty("upgrade-insecure-requests");
  });

  test("is for documents: a picture or a redirect has none to run under", () => {
    const headers = secure({}, { "Content-Type": "application/json" });
    expect(headers.get("Content-Security-Policy")).toBeNull();
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  });
});

describe("the other headers of a page", () => {
  test("[SEC-39] ask for https for two years where it is, and only there", () => {
    expect(secure().get("Strict-Transport-Security")).toBe("max-age=63072000; includeSubDomains; preload");
    const local = { ORIGIN: "http://localhost:8787" };
    expect(secure(local).get("Strict-Transport-Security")).toBeNull();
  });

  test("[SEC-39] stop sniffing, tell other sites no path, and open no sensor to anybody else's frame", () => {
    expect(Object.fromEntries(secure())).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "permissions-policy": "camera=(self), microphone=(self), geolocation=(), payment=(self)",
      "cross-origin-opener-policy": "same-origin",
    });
  });

  test.each([
    [{}, "private, no-cache"],
    [{ "Set-Cookie": "access=a" }, "no-store"],
    [{ "Cache-Control": "public, max-age=60", "Set-Cookie": "access=a" }, "no-store"],
    [{ "Cache-Control": "no-store" }, "no-store"],
  ])("[SEC-40] no cache between keeps %o", (own, expected) => {
    expect(secure({}, own).get("Cache-Control")).toBe(expected);
  });
});
