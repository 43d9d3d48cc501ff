import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { toPath } from "../../client/http/request.ts";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import type { z } from "../../contract/zod.ts";
import { hasPermission } from "../../domain/access/permissions.ts";
import { must } from "../../domain/result.ts";
import { commandRule } from "../../domain/room/rate.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { openMarket, requests } from "../../test/support/workers/market.ts";
import type { Market } from "../../test/support/workers/market.ts";
import { operations } from "../app.ts";

let api: TestApi;
let market: Market;
beforeAll(async () => {
  api = await createTestApi();
  market = await openMarket(api);
});
afterEach(() => {
  vi.useRealTimers();
});

describe("sniping", () => {
  test("[SEC-31] a bid every millisecond is limited, and costs nobody else theirs", async () => {
    const { sale, otherBuyer, otherSeller, make } = market;
    await api.equip(otherSeller);
    for (const bidder of [otherBuyer, otherSeller]) await make(`POST /auctions/${sale.id}/join`, bidder);
    // Below the first price: the room looks at every one of them, and none changes the price for the others.
    const bid = (bidder: TestPerson) =>
      api.call(`POST /auctions/${sale.id}/bid`, {
        token: bidder.token,
        body: { lotId: sale.lotId, amountMinor: 1 },
      });
    // The room's clock is ours, so a slow machine refills nothing.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const sent = commandRule.capacity * 3;
    const answers = [];
    for (let at = 0; at < sent; at += 1) {
      vi.setSystemTime(Date.now() + 1);
      answers.push(await bid(otherBuyer));
    }
    const limited = answers.filter(({ status }) => status === 429);
    const refilled = Math.floor((sent - 1) / commandRule.refillMs);
    expect(limited).toHaveLength(sent - commandRule.capacity - refilled);
    for (const { body, headers } of limited) {
      expect([body.error.code, headers.get("Retry-After")]).toEqual(["rate_limited", "1"]);
    }
    const others = await bid(otherSeller);
    expect([others.status, others.body.error.code]).toEqual([409, "below_minimum"]);
    vi.setSystemTime(Date.now() + 1_000);
    expect((await bid(otherBuyer)).body.error.code).toBe("below_minimum");
  });
});

const anId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** The id a counter would give next, or gave before. */
function neighbourOf(id: string, step: 1 | -1): string {
  const last = (Number.parseInt(id.slice(-4), 16) + step + 0x1_00_00) % 0x1_00_00;
  return id.slice(0, -4) + last.toString(16).padStart(4, "0");
}

/** Reads of one thing by its id, and which of those things a stranger must not learn of. */
const reads = Object.entries(requests).flatMap(([name, prepare]) => {
  const [plain] = name.split(" ");
  const operation = must(
    operations.find((one) => one.name === plain),
    `${plain} is mounted`,
  );
  const params = Object.values(operation.params.shape) as z.ZodType[];
  const isById = params.length > 0 && params.every((id) => id.safeParse(crypto.randomUUID()).success);
  return operation.method === "get" && isById ? [{ name, operation, prepare }] : [];
});
/** What only the house may ask: refused to all others before anything is looked for. */
const isReserved = ({ access }: Endpoint): boolean =>
  access !== "public" &&
  access !== "signed-in" &&
  (["buyer", "seller"] as const).every((role) => !hasPermission(role, access));
const isHidden = (name: string): boolean =>
  / of a (?:private one|draft)$/u.test(name) ||
  ["readOrder", "listActivity", "listUserOrders", "readDashboard", "listTransactions"].includes(name);

describe("ids", () => {
  test.each(reads)("[SEC-31] cannot be enumerated by $name", async ({ name, operation, prepare }) => {
    const { params = {} } = await prepare(market);
    // With its own request id, an answer would differ from every other.
    const headers = { "X-Request-Id": "same" };
    const ask = async (change: (id: string) => string, token?: string) => {
      const changed = Object.entries(params).map(([key, value]) => [key, change(String(value))]);
      const path = toPath(operation, { params: Object.fromEntries(changed) });
      const { status, body, headers: told } = await api.call(`GET ${path}`, { token, headers });
      return { status, body, kept: [told.get("Cache-Control"), told.get("ETag"), told.get("Content-Type")] };
    };
    expect(Object.values(params).every((id) => anId.test(String(id)))).toBe(true);
    for (const token of [undefined, market.otherBuyer.token, market.otherSeller.token]) {
      const unknown = await ask(() => crypto.randomUUID(), token);
      expect([401, isReserved(operation) ? 403 : 404]).toContain(unknown.status);
      for (const step of [1, -1] as const) {
        expect(await ask((id) => neighbourOf(id, step), token)).toEqual(unknown);
      }
      // What is there but not for them is answered as what is not there, word for word.
      const real = isHidden(name) || isReserved(operation) ? await ask((id) => id, token) : unknown;
      expect(real).toEqual(unknown);
    }
  });
});
