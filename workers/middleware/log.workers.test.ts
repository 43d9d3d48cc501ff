import { createExecutionContext } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { createTestApi, origin, password } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { inAnHour, lot } from "../../test/support/workers/auctions.ts";
import {
  goesTo,
  makeCode,
  openProviderBrowser,
  readCookie,
  readState,
  scriptedProviders,
} from "../../test/support/workers/provider-browser.ts";
import { answerInterface } from "../app.ts";

const mobile = { "X-Client": "mobile" };
const consoleMethods = ["debug", "info", "log", "warn", "error"] as const;
let api: TestApi;
let ana: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  ana = await api.join("Ana");
});
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

/** A database that is away makes every request an error that is written down, with all it carries. */
const variables = {
  DATABASE_URL: "postgres://nobody:hidden@127.0.0.1:1/none",
  DATABASE_BRIDGE: "127.0.0.1:19",
};

function expectNothingTold(said: readonly string[], secrets: readonly string[]): void {
  for (const secret of secrets) expect(said.filter((line) => line.includes(secret))).toEqual([]);
  for (const shape of tokenShapes) expect(said.filter((line) => shape.test(line))).toEqual([]);
}

test("[SEC-13] [SEC-43] no token, password or address of a database is in a line of the log or in an answer", async () => {
  const lines = listenToConsole();
  const login = { email: ana.email, password };
  const session = (await api.call("POST /auth/login", { headers: mobile, body: login })).body.data;
  const made = await api.call("POST /api-keys", {
    token: session.accessToken,
    body: { name: "bot", scopes: ["auctions:read"] },
  });
  const secrets = [ana.token, session.accessToken, session.refreshToken, made.body.data.key, password];
  expect(secrets.map((secret) => typeof secret)).toEqual(secrets.map(() => "string"));

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
  expectNothingTold([...lines, ...failed.map(({ body }) => JSON.stringify(body))], [...secrets, "hidden"]);
});

test("[SEC-13] nor what a room is entered with, in whichever place it travels", async () => {
  const seller = await api.join("Seller", "seller");
  const body = { title: "A sale", scheduledStart: inAnHour(), currency: "USD", lots: [lot()] };
  const { id } = (await api.call("POST /auctions", { token: seller.token, body })).body.data;
  const lines = listenToConsole();
  const joined = await api.call(`POST /auctions/${id}/join`, { token: ana.token, headers: mobile });
  const ticket = String(joined.body.data.ticket);
  expect(ticket.length).toBeGreaterThan(43);
  // A room that is away: the upgrade itself becomes the line.
  const away = () => {
    throw new Error("the room is away");
  };
  const AUCTION_ROOM = { idFromName: away, get: away } as unknown as Cloudflare.Env["AUCTION_ROOM"];
  const connect = async (path: string, headers: Record<string, string>): Promise<string> => {
    const request = new Request(`${origin}${path}`, { headers: { Upgrade: "websocket", ...headers } });
    const answer = await answerInterface(request, { ...api.env, AUCTION_ROOM }, createExecutionContext());
    return `${answer.status} ${await answer.text()}`;
  };
  const again = await api.call(`POST /auctions/${id}/join`, { token: ana.token, headers: mobile, variables });
  const said = [
    await connect(`/ws/auctions/${id}?token=${ticket}`, {}),
    await connect(`/ws/auctions/${id}`, { "Sec-WebSocket-Protocol": `blytz.v1, ticket.${ticket}` }),
    `${again.status} ${JSON.stringify(again.body)}`,
  ];
  expect(said.map((line) => line.slice(0, 3))).toEqual(["500", "500", "503"]);
  expect(lines.length).toBeGreaterThanOrEqual(3);
  expectNothingTold([...lines, ...said], [ticket, ana.token]);
});

test("[SEC-13] nor what a referrer or a trace brings with it, which go no further either", async () => {
  const lines = listenToConsole();
  const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
  const call = (headers: Record<string, string>): Promise<TestAnswer> =>
    api.call("GET /orders", { token: ana.token, variables, headers });
  const answers = [
    await call({ Referer: `${origin}/login?token=${ana.token}` }),
    await call({ traceparent: `00-${ana.token}-00f067aa0ba902b7-01`, tracestate: `blytz=${ana.token}` }),
    await call({ traceparent: `00-${trace}-00f067aa0ba902b7-01` }),
    await call({ "X-Request-Id": ana.token }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  expect(lines.length).toBeGreaterThanOrEqual(4);
  // A trace that is one goes on, with an id of ours behind it.
  expect(lines.some((line) => line.includes(trace))).toBe(true);
  const told = answers.map(({ headers, body }) => JSON.stringify([[...headers], body]));
  expectNothingTold([...lines, ...told], [ana.token]);
  // A page elsewhere learns of none of our addresses.
  for (const { headers } of answers) expect(headers.get("Referrer-Policy")).toBe("no-referrer");
});

describe("a browser on its way to a provider and back", () => {
  const claims = { sub: "leaky", email: "leaky@example.test", email_verified: true };
  const away = { ...scriptedProviders, GOOGLE_ISSUER: "http://127.0.0.1:1" };

  test("[SEC-13] is sent nowhere with a code, a token or a ticket, and no line of the log has one", async () => {
    const browser = openProviderBrowser(api);
    const lines = listenToConsole();
    const attempts = await Promise.all([1, 2, 3, 4].map(() => browser.start("google", "?to=/browse")));
    const [taken, spoilt, lost, strange] = attempts;
    const codes = attempts.map((attempt) => makeCode(attempt, { claims }));
    const land = (attempt: (typeof attempts)[number] | undefined, code: string | undefined, more = {}) =>
      browser.land("google", { state: readState(attempt!), code: code!, ...more }, attempt!.cookie);
    const landed = [
      await land(taken, codes[0]),
      // A code of another try, which the provider refuses; a provider that is away; a state that is not this try's.
      await land(spoilt, codes[2]),
      await browser.land("google", { state: readState(lost!), code: codes[2]! }, lost!.cookie, away),
      await land(strange, codes[3], { state: "guessed" }),
    ];
    expect(landed.map(goesTo)).toEqual([
      "/browse",
      "/login?problem=provider_failed&to=%2Fbrowse",
      "/login?problem=provider_failed&to=%2Fbrowse",
      "/login?problem=provider_expired",
    ]);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    const accessToken = String(readCookie(landed[0]!, "access")?.split("=")[1]);
    const flows = attempts.map(({ cookie }) => cookie.slice("flow=".length));
    expect([accessToken, ...flows].every((secret) => secret.length > 43)).toBe(true);
    expectNothingTold([...lines, ...landed.map(goesTo)], [...codes, ...flows, accessToken]);
    for (const { headers } of landed) expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  });

  test("[SEC-13] carries what a second factor continues in a cookie, not in the address", async () => {
    const browser = openProviderBrowser(api);
    const who = await browser.whoIs(
      await browser.signIn("google", {
        claims: { ...claims, sub: "careful", email: "careful@example.test" },
      }),
    );
    await api.sql(
      "INSERT INTO totp_factors (user_id, encrypted_secret, confirmed_at) VALUES ($1, 'v1.iv.text', now())",
      [who?.id],
    );
    const landed = await browser.signIn("google", { claims: { sub: "careful" } });
    const pending = String(readCookie(landed, "pending")?.split("=")[1]);
    expect(pending.length).toBeGreaterThanOrEqual(43);
    expect(goesTo(landed)).toBe("/login?step=code&methods=totp&to=%2F");
  });
});

describe("an access token in the address", () => {
  test.each(["GET /users/me/profile", "GET /orders", "POST /auth/logout-all"])(
    "[SEC-13] signs nobody in: %s",
    async (line) => {
      for (const name of ["access_token", "token", "authorization"]) {
        const answer = await api.call(`${line}?${name}=${ana.token}`);
        expect([401, 400]).toContain(answer.status);
        expect(["auth_required", "validation_failed"]).toContain(answer.body.error.code);
      }
      // It is still good where it belongs.
      expect((await api.call("GET /users/me/profile", { token: ana.token })).status).toBe(200);
    },
  );
});
