import { expect, test } from "vitest";
import { products } from "../schema/catalogue.ts";
import { type Keyset, getFetchLimit, makePage, readCursor } from "./keyset.ts";

const newest: Keyset = { name: "newest", columns: [products.createdAt, products.id], descending: true };
const price: Keyset = { ...newest, name: "price", columns: [products.startingPriceMinor, products.id] };

const id = "019aa000-0000-7000-8000-000000000001";
const rows = [
  { at: new Date(3), id },
  { at: new Date(2), id },
  { at: new Date(1), id },
];
const getKey = (row: (typeof rows)[number]) => [row.at, row.id];

test("a page ends with a cursor only if a row was left over", () => {
  expect(makePage(newest, { limit: 3 }, rows, getKey)).toEqual({ rows, nextCursor: null });
  expect(makePage(newest, { limit: 2 }, [], getKey)).toEqual({ rows: [], nextCursor: null });
  const page = makePage(newest, { limit: 2 }, rows, getKey);
  expect(page.rows).toEqual(rows.slice(0, 2));
  expect(readCursor(newest, page.nextCursor ?? "").ok).toBe(true);
});

test("cursors are safe in a URL", () => {
  const { nextCursor } = makePage(newest, { limit: 2 }, rows, getKey);
  expect(nextCursor).toMatch(/^[A-Za-z0-9_-]+$/);
});

const encode = (value: unknown): string => btoa(JSON.stringify(value));

test.each([
  ["no base64", "%%%"],
  ["no JSON", btoa("{")],
  ["no list", encode({})],
  ["too short", encode(["newest", 1])],
  ["too long", encode(["newest", 1, id, 1])],
  ["of another sort", encode(["price", 1, id])],
  ["with a fraction", encode(["newest", 1.5, id])],
  ["with text for a moment", encode(["newest", "1", id])],
  ["with a moment no calendar has", encode(["newest", 8.64e15, id])],
  ["with a moment before 1970", encode(["newest", -1, id])],
  ["with an id that is none", encode(["newest", 1, "1; drop table users"])],
  ["with null", encode(["newest", null, id])],
])("a cursor %s is refused", (_what, cursor) => {
  expect(readCursor(newest, cursor)).toEqual({ ok: false, refusal: "invalid_cursor" });
});

test("a cursor of one sort does not fit another", () => {
  const { nextCursor } = makePage(newest, { limit: 2 }, rows, getKey);
  expect(readCursor(price, nextCursor ?? "").ok).toBe(false);
});

test("a page has 1 to 100 rows", () => {
  expect(getFetchLimit({ limit: 100 })).toBe(101);
  for (const limit of [0, 101, 1.5, Number.NaN]) expect(() => getFetchLimit({ limit })).toThrow("1 to 100");
});
