import { afterEach, expect, test, vi } from "vitest";
import { createTestApi, password } from "../../test/support/workers/api.ts";

const mobile = { "X-Client": "mobile" };
const consoleMethods = ["debug", "info", "log", "warn", "error"] as const;
afterEach(() => vi.restoreAllMocks());

/** Everything that is written to the console from here on, a line each. */
function listenToConsole(): string[] {
  const lines: string[] = [];
  for (const method of consoleMethods) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      lines.push(parts.map(String).join(" "));
    });
  }
  return lines;
}

/** A JWT, an API key, or 32 bytes of base64url as refresh tokens and mailed links are. */
const tokenShapes = [/eyJ[\w-]{8,}\.[\w-]+/u, /blz_\w{8,}/u, /(?<![\w-])[\w-]{43}(?![\w-])/u];

test("[SEC-13] no token and no password is in a line of the log, also when everything fails", async () => {
  const api = await createTestApi();
  const lines = listenToConsole();
  const ana = await api.join("Ana");
  const login = { email: ana.email, password };
  const session = (await api.call("POST /auth/login", { headers: mobile, body: login })).body.data;
  const made = await api.call("POST /api-keys", {
    token: session.accessToken,
    body: { name: "bot", scopes: ["auctions:read"] },
  });
  const secrets = [ana.token, session.accessToken, session.refreshToken, made.body.data.key, password];
  expect(secrets.map((secret) => typeof secret)).toEqual(secrets.map(() => "string"));

  // A database that is away makes every request an error that is written down, with all it carries.
  const variables = {
    DATABASE_URL: "postgres://nobody:hidden@127.0.0.1:1/none",
    DATABASE_BRIDGE: "127.0.0.1:19",
  };
  const { refreshToken } = session;
  const failed = [
    await api.call("POST /auth/login", { headers: mobile, body: login, variables }),
    await api.call("POST /auth/refresh", { headers: mobile, body: { refreshToken }, variables }),
    await api.call("POST /auth/refresh", {
      headers: mobile,
      body: { refreshToken: "x".repeat(43) },
      variables,
    }),
    await api.call("POST /auth/password/reset", { body: { token: "y".repeat(43), password }, variables }),
    await api.call(`GET /ws/auctions/none?token=${session.accessToken}`, { variables }),
    await api.call("GET /auctions?q=blz_somebodyskeyinthewrongplace", {
      token: made.body.data.key,
      variables,
    }),
  ];
  expect(failed.map(({ status }) => status)).toContain(503);
  expect(lines.length).toBeGreaterThan(0);
  const said = [...lines, ...failed.map(({ body }) => JSON.stringify(body))];
  for (const secret of [...secrets, "hidden"]) {
    expect(said.filter((line) => line.includes(secret))).toEqual([]);
  }
  for (const shape of tokenShapes) expect(said.filter((line) => shape.test(line))).toEqual([]);
});
