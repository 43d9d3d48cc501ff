import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyIdIndex, findPlace, toIdIndex, withPlace } from "./id-index.ts";
import { append, emptyVector, getAt, setAt, toItems, toVector } from "./vector.ts";
import type { Vector } from "./vector.ts";

describe("vectors", () => {
  test.each([0, 1, 31, 32, 33, 1_023, 1_024, 1_025, 32_768, 32_769])("hold %i items in order", (size) => {
    const items = Array.from({ length: size }, (_, at) => at);
    let grown: Vector<number> = emptyVector;
    for (const item of items) grown = append(grown, item);
    expect(toItems(grown)).toEqual(items);
    expect(toVector(items)).toEqual(grown);
    expect(items.every((at) => getAt(grown, at) === at)).toBe(true);
  });

  test("hold items that are arrays", () => {
    const items = Array.from({ length: 40 }, (_, at) => [at]);
    expect(toItems(toVector(items))).toEqual(items);
  });

  test("know their bounds", () => {
    expect(() => getAt(toVector([1]), 1)).toThrow("inside");
    expect(() => setAt(toVector([1]), -1, 2)).toThrow("inside");
  });

  test("behave as arrays do, and never change in place", () => {
    const changes = fc.array(fc.record({ at: fc.nat(5_000), item: fc.nat() }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.nat(1_100), changes, (size, all) => {
        let items = Array.from({ length: size }, (_, at) => at);
        let vector = toVector(items);
        const earlier = { vector, items };
        for (const { at, item } of all) {
          const inside = at < items.length;
          items = inside ? items.with(at, item) : [...items, item];
          vector = inside ? setAt(vector, at, item) : append(vector, item);
        }
        expect(toItems(earlier.vector)).toEqual(earlier.items);
        expect(toItems(vector)).toEqual(items);
        expect(JSON.parse(JSON.stringify(vector))).toEqual(vector);
      }),
    );
  });

  test("share what did not change", () => {
    const before = toVector(Array.from({ length: 2_000 }, (_, at) => at));
    const after = setAt(before, 1_999, 0);
    expect(before.tree.filter((node, at) => node !== after.tree[at])).toHaveLength(1);
  });
});

describe("id indexes", () => {
  test("find what was put in, and nothing that every object has", () => {
    let index = emptyIdIndex;
    const ids = ["lot-1", "", "__proto__", "constructor", "0193b2f0-0000-7000-8000-00000000000a"];
    for (const id of [...ids, "toString"]) expect(findPlace(index, id)).toBeUndefined();
    for (const [place, id] of ids.entries()) index = withPlace(index, id, place);
    expect(ids.map((id) => findPlace(index, id))).toEqual([0, 1, 2, 3, 4]);
    expect(findPlace(index, "toString")).toBeUndefined();
    expect(toIdIndex(ids)).toEqual(index);
    expect(JSON.parse(JSON.stringify(index))).toEqual(index);
  });

  test("spread ids made in the same second", () => {
    const ids = Array.from(
      { length: 1_000 },
      (_, at) => `0193b2f0-0000-7000-8000-${at.toString(16).padStart(12, "0")}`,
    );
    const { shards } = toIdIndex(ids);
    expect(Math.max(...shards.map((shard) => Object.keys(shard).length))).toBeLessThan(40);
  });
});
