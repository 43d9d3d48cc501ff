import { beforeAll, expect, test } from "vitest";
import page from "../../docs/api.md?raw";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi } from "../../test/support/workers/api.ts";
import { readSteps } from "../../test/support/walk-through.ts";
import type { Step } from "../../test/support/walk-through.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
  const seller = await api.join("Seller", "seller");
  const body = {
    title: "A sale to bid in",
    scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
    currency: "USD",
    lots: [{ title: "A lot", startingPriceMinor: 1_000, durationMs: 600_000 }],
  };
  const { data } = (await api.call("POST /auctions", { token: seller.token, body })).body;
  for (const command of [{ type: "auction.start" }, { type: "lot.open", lotId: data.lots[0].id }]) {
    const id = crypto.randomUUID();
    await api.call(`POST /auctions/${data.id}/commands`, { token: seller.token, body: { ...command, id } });
  }
  // What the queue's consumer does within a second.
  await api.sql("UPDATE auctions SET status = 'live', started_at = now() WHERE id = $1", [data.id]);
});

/** The variables of the reader's shell, as they are filled step by step. */
const shell = new Map([["API", "http://localhost:8787/api/v1"]]);
const fill = (text: string): string =>
  text.replaceAll(/\$([A-Z]+)/gu, (_whole, name: string) => {
    const value = shell.get(name);
    if (value === undefined || value === "undefined") throw new Error(`$${name} is not set by then`);
    return value;
  });

async function follow(step: Step): Promise<TestAnswer> {
  const { pathname, search } = new URL(fill(step.address));
  return api.call(`${step.method} ${pathname}${search}`, {
    headers: Object.fromEntries(step.headers.map(([name, value]) => [name, fill(value)])),
    ...(step.body === null ? {} : { text: fill(step.body) }),
  });
}

/** What `jq` would pick, in the three forms the page uses. */
function pick(body: TestAnswer["body"], filter: string): string {
  if (filter.includes("select(")) {
    const [, field] = /\)\)\[0\]\.(\w+)$/u.exec(filter) ?? [];
    const open = body.data.lots.find((lot: { readonly status: string }) => lot.status === "open");
    return String(open?.[String(field)]);
  }
  return String(
    filter
      .split(/[.[\]]+/u)
      .filter(Boolean)
      .reduce((value, key) => value?.[key], body),
  );
}

test("docs/api.md works as it is written, from an account to a bid with an API key", async () => {
  const steps = readSteps(page);
  expect(steps.length).toBeGreaterThan(9);
  for (const step of steps) {
    const { status, body } = await follow(step);
    const { address } = step;
    // Where the page shows no answer, it counts on one that worked.
    expect({ address, status, body }).toMatchObject({
      address,
      status: step.status ?? status,
      body: step.expected ?? { success: true },
    });
    if (step.variable !== null) shell.set(step.variable, pick(body, step.filter ?? ""));
  }
  expect([...shell.keys()]).toEqual(["API", "TOKEN", "KEY", "AUCTION", "PRICE"]);
  expect(shell.get("KEY")).toMatch(/^blz_/u);
  const log = await api.call(`GET /auctions/${shell.get("AUCTION")}/log`);
  const types = log.body.data.facts.map(({ type }: { readonly type: string }) => type);
  expect(types.filter((type: string) => type === "bid.placed")).toHaveLength(1);
});
