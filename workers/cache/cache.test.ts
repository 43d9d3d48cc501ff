import { beforeEach, describe, expect, test, vi } from "vitest";
import { createSeededRandom } from "../../test/sim/seeded-random.ts";
import { cachePolicies, memoryMs, stalenessMaxMs } from "./policies.ts";
import type { CacheKind } from "./policies.ts";
import { createWorld } from "./testing/world.ts";
import type { Isolate } from "./testing/world.ts";

const kinds = Object.keys(cachePolicies) as CacheKind[];

let nowMs = 0;
let world: ReturnType<typeof createWorld>;
let here: Isolate;
beforeEach(() => {
  nowMs = 1_000_000;
  world = createWorld(() => nowMs);
  here = world.openLocation("here").startIsolate();
  world.origin.values.set("a", "one");
});

test.each(kinds)("%s is never given older than the bound", (kind) => {
  const { freshMs, staleMs, awayMs } = cachePolicies[kind];
  expect(freshMs + staleMs).toBeLessThanOrEqual(stalenessMaxMs);
  expect(awayMs).toBeGreaterThan(stalenessMaxMs);
});

describe("the tiers", () => {
  test("answer from the nearest that has it", async () => {
    const location = world.openLocation("there");
    const first = location.startIsolate();
    expect(await first.read("a")).toMatchObject({ text: "one", source: "origin" });
    expect((await first.read("a")).source).toBe("memory");
    await first.settle();
    const neighbour = location.startIsolate();
    expect((await neighbour.read("a")).source).toBe("edge");
    expect((await neighbour.read("a")).source).toBe("memory");
    nowMs += 1;
    expect(world.origin.statements).toBe(1);
  });

  test("carry the age of the reading, not of the copy", async () => {
    const location = world.openLocation("there");
    const first = location.startIsolate();
    const { entry } = await first.read("a");
    await first.settle();
    nowMs += 4_000;
    const copy = (await location.startIsolate().read("a")).entry;
    expect(copy.readAtMs).toBe(entry.readAtMs);
  });

  test("are passed over when they fail or hang", async () => {
    const { createCache } = await import("./cache.ts");
    const broken = {
      find: () => Promise.reject(new Error("broken")),
      put: () => Promise.reject(new Error("broken")),
      findStamp: () => new Promise<never>(() => undefined),
      stamp: () => Promise.reject(new Error("broken")),
    };
    const cache = createCache({
      tiers: { edge: { ...broken, name: "edge" }, kv: { ...broken, name: "kv" } },
      nowMs: () => nowMs,
      random: () => 0,
    });
    const found = await cache.read({
      kind: "product",
      key: "a",
      load: async () => ({ text: "one", tags: [] }),
      isAway: () => false,
      keepAlive: () => undefined,
    });
    expect(found.source).toBe("origin");
    await cache.invalidate(["a"], () => undefined);
  });
});

describe("time", () => {
  test("an aged answer is given at once and read again behind it", async () => {
    await here.read("a");
    await here.settle();
    world.origin.values.set("a", "two");
    nowMs += cachePolicies.product.freshMs;
    expect(await here.read("a")).toMatchObject({ text: "one", source: "memory" });
    await here.settle();
    expect(await here.read("a")).toMatchObject({ text: "two", source: "memory" });
    expect(world.origin.statements).toBe(2);
  });

  test("an answer at the bound is not given", async () => {
    await here.read("a");
    await here.settle();
    world.origin.values.set("a", "two");
    nowMs += stalenessMaxMs - 1;
    expect((await here.read("a")).text).toBe("one");
    await here.settle();
    nowMs += stalenessMaxMs;
    world.origin.values.set("a", "three");
    expect(await here.read("a")).toMatchObject({ text: "three", source: "origin" });
  });

  test.each([...kinds])(
    "%s: two locations, KV as late as it may be, nothing older than the bound",
    async (kind) => {
      const locations = [world.openLocation("east"), world.openLocation("west")];
      const isolates = locations.flatMap((location) => [location.startIsolate(), location.startIsolate()]);
      const history: { readonly value: string; readonly untilMs: number }[] = [];
      let current = "0";
      const random = createSeededRandom(7);
      world.origin.values.set("a", current);
      let oldestMs = 0;
      const unseen: string[] = [];
      for (let step = 1; step <= 3_000; step++) {
        nowMs += random.int(0, 4_000);
        const isolate = random.pick(isolates);
        if (random.chance(4)) {
          history.push({ value: current, untilMs: nowMs });
          current = String(step);
          await isolate.write("a", current);
          // Whoever is in the writer's isolate sees it at once.
          const { text } = await isolate.read("a", ["a"], kind);
          if (text !== current) unseen.push(current);
        } else {
          const { text } = await isolate.read("a", ["a"], kind);
          const replaced = history.find(({ value }) => value === text);
          oldestMs = Math.max(oldestMs, replaced === undefined ? 0 : nowMs - replaced.untilMs);
        }
        await isolate.settle();
      }
      expect(unseen).toEqual([]);
      expect(oldestMs).toBeLessThan(stalenessMaxMs);
      // The run saw old answers at all, or it would prove nothing.
      expect(oldestMs).toBeGreaterThan(memoryMs);
      expect(world.origin.statements).toBeLessThan(3_000);
    },
  );
});

describe("a write", () => {
  test("is seen at once in its isolate, and by new isolates of its location", async () => {
    const location = world.openLocation("there");
    const writer = location.startIsolate();
    await writer.read("a");
    await writer.settle();
    nowMs += 10;
    await writer.write("a", "two");
    nowMs += 10;
    expect((await writer.read("a")).text).toBe("two");
    expect((await location.startIsolate().read("a")).text).toBe("two");
  });

  test("is seen in other isolates of its location once they look again", async () => {
    const location = world.openLocation("there");
    const [writer, other] = [location.startIsolate(), location.startIsolate()];
    await other.read("a");
    await other.settle();
    nowMs += 10;
    await writer.write("a", "two");
    nowMs += memoryMs;
    await other.read("a");
    await other.settle();
    expect((await other.read("a")).text).toBe("two");
  });

  test("drops what has its tag, and nothing else", async () => {
    world.origin.values.set("b", "bee").set("list", "[a]");
    await here.read("a", ["a"]);
    await here.read("b", ["b"]);
    await here.read("list", ["a", "lists"]);
    await here.settle();
    nowMs += 10;
    await here.write("a", "two", ["a"]);
    const sources = [];
    for (const key of ["a", "b", "list"]) sources.push((await here.read(key)).source);
    expect(sources).toEqual(["origin", "memory", "origin"]);
  });

  test("cannot be undone by a reading that began before it", async () => {
    const slow = Promise.withResolvers<void>();
    world.origin.slow = slow.promise;
    const before = here.read("a");
    // Postgres has given the old value by now; the answer is on its way.
    await Promise.resolve();
    nowMs += 10;
    while (world.origin.statements === 0) await new Promise((resolve) => setTimeout(resolve));
    await here.write("a", "two");
    world.origin.slow = null;
    // Who asks after the write does not share the reading from before it.
    expect((await here.read("a")).text).toBe("two");
    slow.resolve();
    expect((await before).text).toBe("one");
    await here.settle();
    nowMs += 1;
    expect((await here.read("a")).text).toBe("two");
  });

  test("cannot be undone through KV, which has not heard of it", async () => {
    const location = world.openLocation("there");
    const writer = location.startIsolate();
    await writer.read("a");
    await writer.settle();
    // Remembers KV's old entry, and that there is no stamp.
    await location.startIsolate().read("a");
    nowMs += 10;
    await writer.write("a", "two");
    await writer.settle();
    nowMs += 2_000;
    expect((await location.startIsolate().read("a")).text).toBe("two");
  });
});

describe("a stampede", () => {
  test("of 200 is one reading", async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => here.read("a")));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(["one"]));
    expect(world.origin.statements).toBe(1);
  });

  test("on an aged answer is one reading, and nobody waits for it", async () => {
    await here.read("a");
    await here.settle();
    nowMs += cachePolicies.product.freshMs;
    world.origin.slow = new Promise(() => undefined);
    const answers = await Promise.all(Array.from({ length: 200 }, () => here.read("a")));
    expect(answers.every(({ source }) => source === "memory")).toBe(true);
    await vi.waitFor(() => expect(world.origin.statements).toBe(2));
  });

  test("that fails fails for all, and the next may try", async () => {
    world.origin.values.clear();
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => here.read("a")));
    expect(answers.every(({ status }) => status === "rejected")).toBe(true);
    expect(world.origin.statements).toBe(1);
    world.origin.values.set("a", "back");
    expect((await here.read("a")).text).toBe("back");
  });
});

describe("with Postgres away", () => {
  test.each(kinds)("%s is given until its own bound, and says so", async (kind) => {
    const { awayMs } = cachePolicies[kind];
    await here.read("a", ["a"], kind);
    await here.settle();
    world.origin.isAway = true;
    nowMs += awayMs - 1;
    expect(await here.read("a", ["a"], kind)).toMatchObject({ text: "one", isLastResort: true });
    await here.settle();
    nowMs += 1;
    await expect(here.read("a", ["a"], kind)).rejects.toThrow("away");
  });

  test("an isolate that has nothing takes it from KV", async () => {
    await here.read("a");
    await here.settle();
    world.origin.isAway = true;
    nowMs += 120_000;
    const far = world.openLocation("far").startIsolate();
    expect(await far.read("a")).toMatchObject({ text: "one", isLastResort: true });
  });

  test("what was changed before it went is not given", async () => {
    await here.read("a");
    await here.settle();
    nowMs += 10;
    await here.write("a", "two");
    world.origin.isAway = true;
    await expect(here.read("a")).rejects.toThrow("away");
  });

  test("an error of the request is no reason for an old answer", async () => {
    await here.read("a");
    await here.settle();
    nowMs += stalenessMaxMs;
    world.origin.values.clear();
    await expect(here.read("a")).rejects.toThrow("no such thing");
  });
});
