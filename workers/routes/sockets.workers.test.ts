import { createExecutionContext } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi, origin, password } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { app } from "../app.ts";

let api: TestApi;
let seller: TestPerson;
let auctionId: string;
beforeAll(async () => {
  api = await createTestApi();
  seller = await api.join("Seller", "seller");
  const body = {
    title: "Sockets",
    scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
    currency: "USD",
    lots: [{ title: "A lot", startingPriceMinor: 100 }],
  };
  auctionId = (await api.call("POST /auctions", { token: seller.token, body })).body.data.id;
});

const mobile = { "X-Client": "mobile" };
const takeTicket = async (token?: string, headers: Record<string, string> = mobile) =>
  String((await api.call(`POST /auctions/${auctionId}/join`, { token, headers })).body.data.ticket);

const connect = async (path: string, headers: Record<string, string>) =>
  app.fetch(
    new Request(`${origin}${path}`, { headers: { Upgrade: "websocket", ...headers } }),
    api.env,
    createExecutionContext(),
  );

interface Line {
  readonly frames: Record<string, unknown>[];
  readonly closed: Promise<number>;
}

function open(response: Response): Line {
  const socket = response.webSocket;
  if (socket === null) throw new Error(`no socket: ${response.status}`);
  const frames: Record<string, unknown>[] = [];
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener("close", ({ code }) => resolve(code));
  });
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string") frames.push(JSON.parse(data) as Record<string, unknown>);
  });
  socket.accept();
  return { frames, closed };
}

const withTicket = (ticket: string) => ({ "Sec-WebSocket-Protocol": `blytz.v1, ticket.${ticket}` });

describe("a room's socket", () => {
  test("opens with the ticket of a join and begins with a snapshot", async () => {
    const response = await connect(`/ws/auctions/${auctionId}`, withTicket(await takeTicket()));
    expect([response.status, response.headers.get("Sec-WebSocket-Protocol")]).toEqual([101, "blytz.v1"]);
    const { frames } = open(response);
    await expect.poll(() => frames[0]?.["type"]).toBe("room.snapshot");
  });

  test("[SEC-13] takes no access token in its address", async () => {
    const response = await connect(`/ws/auctions/${auctionId}?token=${seller.token}`, {});
    expect(response.status).toBe(401);
    expect(await response.text()).toContain("ticket_required");
  });

  test("is refused in the envelope of every refusal, under the id of the request", async () => {
    const path = `/ws/auctions/${auctionId}`;
    const named = await connect(path, { "X-Request-Id": "mine" });
    expect(await named.json()).toMatchObject({ success: false, error: { requestId: "mine" } });
    const insane = await connect(path, { "X-Request-Id": "<script>" });
    const { error } = await insane.json<{ error: { requestId: string } }>();
    expect(error.requestId).toMatch(/^[0-9a-f-]{36}$/u);
    expect(insane.headers.get("X-Request-Id")).toBe(error.requestId);
  });

  test("[SEC-14] opens once per ticket", async () => {
    const ticket = await takeTicket();
    expect((await connect(`/ws/auctions/${auctionId}`, withTicket(ticket))).status).toBe(101);
    expect((await connect(`/ws/auctions/${auctionId}`, withTicket(ticket))).status).toBeGreaterThanOrEqual(
      401,
    );
  });

  test("[SEC-12] opens from where the ticket was taken, and from nowhere else", async () => {
    const ticket = await takeTicket(undefined, { Origin: origin });
    const elsewhere = { ...withTicket(ticket), Origin: "https://evil.example" };
    expect((await connect(`/ws/auctions/${auctionId}`, elsewhere)).status).toBe(403);
    expect(
      (await connect(`/ws/auctions/${auctionId}`, { ...withTicket(ticket), Origin: origin })).status,
    ).toBe(101);
  });

  test("is not there for an auction that is not", async () => {
    const ticket = withTicket(await takeTicket());
    expect((await connect("/ws/auctions/nothing", ticket)).status).toBe(404);
    expect((await connect(`/ws/auctions/${crypto.randomUUID()}`, ticket)).status).toBeGreaterThanOrEqual(400);
  });

  test("[SEC-9] closes when its sign-in ends, the reader's too; others stay", async () => {
    const ana = await api.join("Ana");
    const other = await api.call("POST /auth/login", { body: { email: ana.email, password } });
    const [ended, staying] = await Promise.all(
      [ana.token, String(other.body.data.accessToken)].map(async (token) =>
        open(await connect(`/ws/auctions/${auctionId}`, withTicket(await takeTicket(token)))),
      ),
    );
    expect((await api.call("POST /auth/logout", { token: ana.token })).status).toBe(200);
    expect(await ended?.closed).toBe(4401);
    expect(await Promise.race([staying?.closed, Promise.resolve("open")])).toBe("open");
    const everywhere = await api.call("POST /auth/logout-all", {
      token: String(other.body.data.accessToken),
    });
    expect(everywhere.status).toBe(200);
    expect(await staying?.closed).toBe(4401);
  });
});
