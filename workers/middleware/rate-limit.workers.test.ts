import { env } from "cloudflare:workers";
import { createExecutionContext } from "cloudflare:test";
import { Hono } from "hono";
import { beforeAll, describe, expect, test } from "vitest";
import { listProducts } from "../../contract/http/products.ts";
import { rateClasses } from "../../contract/http/rate-class.ts";
import type { RateClass } from "../../contract/http/rate-class.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { operations } from "../app.ts";
import { getSettings } from "../env.ts";
import type { AppEnvironment, SignedIn } from "../environment.ts";
import { limitsOfClass, rateLimits } from "../rate-limits.ts";
import type { RateLimit } from "../rate-limits.ts";
import { answerError } from "./errors.ts";
import { limitOperation, tellRates } from "./rate-limit.ts";
import { leaseLifeMs } from "./rate-lease.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});

const nowhere = "019abc00-0000-7000-8000-000000000000";

/** Sends the same request until it is refused; the bound is what no limit of the class allows. */
async function sendUntilRefused(line: string, person: TestPerson, body?: unknown): Promise<TestAnswer[]> {
  const answers: TestAnswer[] = [];
  for (let sent = 0; sent < 1_000; sent += 1) {
    const answer = await api.call(line, { token: person.token, body });
    answers.push(answer);
    if (answer.status === 429) break;
  }
  return answers;
}

describe("limits of a class", () => {
  test("every operation that changes something is counted, and money more strictly", () => {
    const writes = operations.filter(({ method }) => method !== "get");
    const uncounted = writes.filter(({ rate }) => {
      const { user, address } = limitsOfClass[rate];
      return rate !== "room" && user === undefined && address === undefined;
    });
    expect(uncounted).toEqual([]);
    const { moneyByUser, writeByUser } = rateLimits;
    expect(moneyByUser.capacity).toBeLessThan(writeByUser.capacity);
    expect(moneyByUser.refillMs).toBeGreaterThan(writeByUser.refillMs);
    const money = operations.filter(({ rate }) => rate === "money").map(({ name }) => name);
    expect(money).toEqual(expect.arrayContaining(["setUpPayment", "createPaymentMethod"]));
  });

  test("a lease is refilled before it is given up, so leasing costs nobody their limit", () => {
    const leased = Object.values<RateLimit>(rateLimits).filter(({ lease }) => lease !== undefined);
    expect(leased.length).toBeGreaterThan(0);
    for (const { lease = 0, refillMs } of leased) expect(lease * refillMs).toBeLessThanOrEqual(leaseLifeMs);
  });

  test("[SEC-31] a person's writes run out, whatever they answer, and say so", async () => {
    const ana = await api.join("Busy");
    const startedAtMs = Date.now();
    const answers = await sendUntilRefused(`DELETE /addresses/${nowhere}`, ana);
    const refilled = Math.ceil((Date.now() - startedAtMs) / rateLimits.writeByUser.refillMs);
    const { capacity } = rateLimits.writeByUser;
    const answered = answers.filter(({ status }) => status === 404).length;
    expect(answered).toBeGreaterThanOrEqual(capacity);
    expect(answered).toBeLessThanOrEqual(capacity + refilled);

    const refused = answers.at(-1);
    expect([refused?.status, refused?.body.error.code]).toEqual([429, "rate_limited"]);
    expect(refused?.headers.get("Retry-After")).toBe("1");
    expect(refused?.headers.get("RateLimit")).toMatch(/"writeByUser";r=0;t=1/u);
    expect(answers[0]?.headers.get("RateLimit-Policy")).toContain(`"writeByUser";q=${capacity};w=60`);
    expect(answers[0]?.headers.get("RateLimit")).toContain(`"writeByUser";r=${capacity - 1};`);

    // Reads and other people are not touched by it.
    expect((await api.call("GET /addresses", { token: ana.token })).status).toBe(200);
    const eve = await api.join("Idle");
    expect((await api.call(`DELETE /addresses/${nowhere}`, { token: eve.token })).status).toBe(404);
  });

  test("[SEC-31] money runs out exactly, at once and in parallel", async () => {
    const ana = await api.join("Payer");
    const startedAtMs = Date.now();
    const many = Array.from({ length: 60 }, () => api.call("POST /payments/setup", { token: ana.token }));
    const statuses = (await Promise.all(many)).map(({ status }) => status);
    const { capacity, refillMs } = rateLimits.moneyByUser;
    const refilled = Math.ceil((Date.now() - startedAtMs) / refillMs);
    const allowed = statuses.filter((status) => status === 201).length;
    expect(allowed).toBeGreaterThanOrEqual(capacity);
    expect(allowed).toBeLessThanOrEqual(capacity + refilled);
    expect(new Set(statuses)).toEqual(new Set([201, 429]));
  });

  test("a request too many is told so before what else is wrong with it", async () => {
    const ana = await api.join("Wrong");
    await sendUntilRefused("POST /payments/setup", ana);
    const answer = await api.call("POST /payment-methods", { token: ana.token, body: { cardNumber: 5 } });
    expect(answer.status).toBe(429);
  });
});

/** The limits as production has them: addresses are vouched for, so they are told apart. */
function createEdge(rate: RateClass, caller: SignedIn | null = null) {
  const edge = new Hono<AppEnvironment>();
  edge.onError(answerError);
  edge.use(async (context, next) => {
    context.set("settings", { ...getSettings(api.env), ENVIRONMENT: "production" });
    context.set("caller", caller);
    context.set("requestId", "edge");
    await next();
  }, tellRates);
  edge.get("/", async (context) => {
    await limitOperation(context, { ...listProducts, rate });
    return context.text("through");
  });
  return async (address: string): Promise<number> => {
    const request = new Request("https://blytz.example/", { headers: { "CF-Connecting-IP": address } });
    return (await edge.fetch(request, env, createExecutionContext())).status;
  };
}

describe("at the edge", () => {
  test("[SEC-31] the shield stops a network that reads without end, and nobody else", async () => {
    const read = createEdge("read");
    const flood: number[] = [];
    for (let sent = 0; sent < 120; sent += 1) flood.push(await read("203.0.113.5"));
    const through = flood.filter((status) => status === 200).length;
    // The tests' limit; twice where the flood crosses the end of a minute.
    expect([50, 100]).toContain(through);
    expect(new Set(flood)).toEqual(new Set([200, 429]));
    expect(await read("203.0.113.6")).toBe(200);
  });

  test.each([
    ["register", 10],
    ["mail", 20],
    ["link", 30],
    ["sign-in", 60],
  ] as const)("[SEC-10] class %s has %i attempts a network, by IPv6 /64", async (rate, capacity) => {
    const attempt = createEdge(rate);
    const statuses: number[] = [];
    for (let host = 0; host <= capacity; host += 1)
      statuses.push(await attempt(`2001:db8:7:${capacity}::${host}`));
    expect(statuses.filter((status) => status === 200)).toHaveLength(capacity);
    expect(statuses.at(-1)).toBe(429);
    expect(await attempt(`2001:db8:8:${capacity}::1`)).toBe(200);
  });

  test("every class is known", () => {
    expect(Object.keys(limitsOfClass).toSorted()).toEqual(rateClasses.toSorted());
  });
});
