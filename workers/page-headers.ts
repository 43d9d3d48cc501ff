import type { Settings } from "./env.ts";
import { listIdentityProviders } from "./providers/identity.ts";
import { findUploadOrigin } from "./providers/storage/storage.ts";

interface Page {
  readonly settings: Settings;
  /** The page's own, which says whether it shows something of Stripe's. */
  readonly path: string;
  /** What the scripts and styles of this one answer carry. */
  readonly nonce: string;
  /** Vite's hot reload writes its styles into the page. */
  readonly isHotReloading: boolean;
}

/** Pages run only their own scripts, and are nobody else's to frame, sniff or keep. */
export function securePage(headers: Headers, page: Page): void {
  const { settings } = page;
  const isHttps = settings.ORIGIN.startsWith("https://");
  if (headers.get("Content-Type")?.startsWith("text/html") === true) {
    headers.set("Content-Security-Policy", computePolicy(page, isHttps));
  }
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  headers.set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=(self)");
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  if (isHttps) headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload");
  // A page shows who is signed in: no cache between may keep it, and the reader's own asks again.
  // One that carries a token is kept by nobody at all.
  if (headers.has("Set-Cookie")) headers.set("Cache-Control", "no-store");
  else if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache");
}

/**
 * What Stripe's script needs (https://docs.stripe.com/security/guide#content-security-policy): itself, its interface, and
 * frames for its fields and for the bank's question.
 */
const stripeSources = {
  script: ["https://js.stripe.com", "https://*.js.stripe.com"],
  connect: ["https://api.stripe.com"],
  frame: ["https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com"],
} as const;

/** Where cards are added with the provider of now, and where a charge that was begun with Stripe goes on. */
function showsStripe({ settings, path }: Page): boolean {
  if (settings.STRIPE_SECRET_KEY === "") return false;
  if (path === "/account/payment/card") return settings.PAYMENT_PROVIDER === "stripe";
  return /^\/orders\/[^/]+\/bank$/u.test(path);
}

/** A form that ends at a provider's page is stopped on its way there unless the page may send forms to it. */
function listFormTargets({ settings, path }: Page): string[] {
  const signIn = listIdentityProviders(settings).map(({ issuer }) => new URL(issuer).origin);
  // Where a seller without scripts is sent to say who they are.
  const isOnboarding = settings.PAYMENT_PROVIDER === "stripe" && path === "/account/wallet";
  return [...signIn, ...(isOnboarding ? ["https://connect.stripe.com"] : [])];
}

function computePolicy(page: Page, isHttps: boolean): string {
  const { settings, nonce, isHotReloading } = page;
  const own = `'self' 'nonce-${nonce}'`;
  const stripe = showsStripe(page) ? stripeSources : undefined;
  const uploads = findUploadOrigin(settings);
  const list = (...sources: readonly string[]): string => sources.join(" ");
  return [
    "default-src 'self'",
    list("script-src", own, ...(stripe?.script ?? [])),
    `style-src-elem ${isHotReloading ? "'self' 'unsafe-inline'" : own}`,
    // Components place themselves by style attributes; those cannot fetch or run anything.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    // Not every browser takes 'self' to mean a socket to the same host.
    list(
      "connect-src 'self'",
      settings.ORIGIN.replace(/^http/u, "ws"),
      ...(uploads === null ? [] : [uploads]),
      ...(stripe?.connect ?? []),
    ),
    ...(stripe === undefined ? [] : [list("frame-src", ...stripe.frame)]),
    "object-src 'none'",
    "base-uri 'none'",
    list("form-action 'self'", ...listFormTargets(page)),
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
