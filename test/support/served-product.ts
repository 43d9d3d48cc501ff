import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { z } from "zod";

/** A page runs its own scripts only, and nobody frames, sniffs or keeps it; what it loads is kept for good. */
export async function expectPageSecured(origin: string): Promise<void> {
  const [html, policy, page] = await readPage(origin);
  const nonce = readNonce(policy);
  expect(policy).toContain(`script-src 'self' 'nonce-${nonce}';`);
  expect(policy).toContain(`connect-src 'self' ${origin.replace("http", "ws")};`);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(html.match(/<script(?![^>]*nonce=)/gu)).toBeNull();
  expect(html).toContain(`nonce="${nonce}"`);
  expect(Object.fromEntries(page.headers)).toMatchObject({
    "cache-control": "private, no-cache",
    "x-content-type-options": "nosniff",
    "x-request-id": "start-test",
  });
  // A nonce that came twice would be one that an attacker knows.
  const others = await Promise.all([1, 2, 3].map(async () => readNonce((await readPage(origin))[1])));
  expect(new Set([nonce, ...others]).size).toBe(4);
  const asset = await fetch(`${origin}${/\/assets\/[^"]+\.css/u.exec(html)?.[0] ?? "/none"}`);
  expect(asset.status).toBe(200);
  expect(Object.fromEntries(asset.headers)).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  });
}

async function readPage(origin: string): Promise<[html: string, policy: string, page: Response]> {
  const page = await fetch(`${origin}/login`, { headers: { "X-Request-Id": "start-test" } });
  expect(page.status).toBe(200);
  return [await page.text(), page.headers.get("Content-Security-Policy") ?? "", page];
}

const readNonce = (policy: string): string => /'nonce-([^']{20,})'/u.exec(policy)?.[1] ?? "none";

/** Addresses that look like files to a cache, under pages that show who is signed in. */
const deceptive = [
  "/account",
  "/account/x.css",
  "/account.css",
  "/account/profile/x.js",
  "/account%2Fx.css",
  "/account;x.css",
  "/account/..%2Fassets%2Fx.css",
  "/account%00.css",
  "/orders/x.png",
  "/api/v1/users/me/profile/x.css",
  "/api/v1/users/me/profile;x.css",
];

/** Whatever its address looks like: what somebody signed in is shown is kept by no cache between. */
export async function expectPersonalNotKept(origin: string): Promise<void> {
  const registered = await fetch(`${origin}/api/v1/auth/register`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: origin },
    body: JSON.stringify({
      email: `${crypto.randomUUID()}@example.test`,
      password: "correct-harbor-lantern-9",
      displayName: "Kept Nowhere",
    }),
  });
  expect([registered.status, registered.headers.get("Cache-Control")]).toEqual([201, "no-store"]);
  const cookie = registered.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
  const shown = await fetch(`${origin}/account`, { headers: { Cookie: cookie } });
  expect(await shown.text()).toContain("Kept Nowhere");
  for (const path of deceptive) {
    const answer = await fetch(`${origin}${path}`, { headers: { Cookie: cookie }, redirect: "manual" });
    await answer.body?.cancel();
    expect([path, answer.headers.get("Cache-Control")]).toEqual([
      path,
      expect.stringMatching(/^(?:private, no-cache|no-store)$/u),
    ]);
  }
}

/** Where platforms, frameworks and forgetful people leave a door to their insides. */
const doors = [
  "/cdn-cgi/handler/scheduled",
  "/cdn-cgi/handler/queue",
  "/cdn-cgi/mf/scheduled",
  "/cdn-cgi/mf/queue",
  "/__scheduled",
  "/__build",
  "/scheduled",
  "/queue",
  "/server/index.js",
  "/..%2Fserver/index.js",
  "/main.js",
  "/main.js.map",
  "/assets/",
  "/_headers",
  "/wrangler.toml",
  "/.dev.vars",
  "/.env",
  "/.git/config",
  "/package.json",
];

/** Nobody outside reaches the clock, the queue, or a file that is not for browsers. */
export async function expectEntriesClosed(origin: string): Promise<void> {
  for (const path of doors) {
    for (const method of ["GET", "POST"]) {
      const answer = await fetch(`${origin}${path}`, { method, headers: { Origin: origin } });
      await answer.body?.cancel();
      expect([404, 405], `${method} ${path}`).toContain(answer.status);
    }
  }
}

const keyFile = z.record(z.string(), z.string());

/** No file for browsers has a secret in it, nor the name of one, nor a map back to our sources. */
export function expectSecretsNotServed(dataDir: string): void {
  const keys = keyFile.parse(JSON.parse(readFileSync(join(dataDir, "development-keys.json"), "utf8")));
  const parts = Object.values(keys).flatMap((text) => [...text.matchAll(/"(?:d|p|q|dp|dq|qi)":"([^"]+)"/gu)]);
  const secrets = [...Object.values(keys), ...parts.map(([, part]) => String(part))];
  expect(secrets.length).toBeGreaterThan(Object.keys(keys).length);
  const never = [
    ...Object.keys(keys),
    ...secrets,
    "DATABASE_URL",
    "postgres://",
    "postgresql://",
    "PRIVATE KEY",
  ];
  const served = join(dataDir, "served", "client");
  const files = readdirSync(served, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const { name, parentPath } of files) {
    expect(name).not.toMatch(/\.map$/u);
    const text = readFileSync(join(parentPath, name), "latin1");
    expect([name, never.filter((secret) => text.includes(secret))]).toEqual([name, []]);
    expect([name, /[#@] ?sourceMappingURL=/u.test(text)]).toEqual([name, false]);
  }
}
