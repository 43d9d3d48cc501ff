import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { openShop } from "../../test/support/workers/shop.ts";
import type { Shop } from "../../test/support/workers/shop.ts";

let api: TestApi;
let shop: Shop;
beforeAll(async () => {
  api = await createTestApi();
  shop = await openShop(api);
});

interface Imported {
  readonly status: number;
  readonly body: {
    readonly data: Record<string, unknown> & {
      readonly problems: readonly Record<string, unknown>[];
      readonly rows: readonly Record<string, unknown>[];
    };
    readonly error?: { readonly code: string };
  };
}

async function send(
  file: string | Uint8Array<ArrayBuffer>,
  query = "",
  person?: TestPerson,
): Promise<Imported> {
  const form = new FormData();
  form.set("file", new File([file], "products.csv", { type: "text/csv" }));
  const { token } = person ?? shop.seller;
  const { status, body } = await api.call(`POST /products/import${query}`, { token, form });
  return { status, body };
}

async function download(person?: TestPerson): Promise<string> {
  const { token } = person ?? shop.seller;
  const { headers, body } = await api.call("GET /products/export", { token });
  expect(headers.get("Content-Type")).toContain("text/csv");
  expect(headers.get("Content-Disposition")).toContain("attachment");
  return String(body);
}

const header =
  "sku,title,description,category,condition,status,currency,startingPrice,reservePrice,spec:Case";
const line = (sku: string, more: Partial<Record<"title" | "price" | "status", string>> = {}) =>
  `${sku},${more.title ?? `Watch ${sku}`},Nice,watches,good,${more.status ?? "active"},USD,${more.price ?? "12.50"},,41 mm`;
const fileOf = (...lines: readonly string[]) => `${[header, ...lines].join("\r\n")}\r\n`;
const problemsOf = ({ body }: Imported) =>
  body.data.problems.map(({ row, column, code }) => [row, column, code]);

describe("an import", () => {
  test("of a European spreadsheet reads semicolons and decimal commas, and guesses at no thousands", async () => {
    const columns = "sku;title;description;category;condition;status;currency;startingPrice;reservePrice";
    const row = (sku: string, price: string, reserve = "") =>
      `${sku};Uhr ${sku};"Gut; geprüft";watches;good;draft;EUR;${price};${reserve}`;
    const rows = [row("E-1", "12,50", "99,9"), row("E-2", "1.234,50"), row("E-3", "1,234"), row("E-4", "7")];
    const { body } = await send(`\uFEFF${[columns, ...rows].join("\r\n")}\r\n`, "?mode=valid");
    expect(body.data).toMatchObject({ isApplied: true, created: 2, failed: 2 });
    expect(problemsOf({ status: 200, body })).toEqual([
      [3, "startingPrice", "not_an_amount"],
      [4, "startingPrice", "not_an_amount"],
    ]);
    expect(
      await api.sql(
        "SELECT sku, starting_price_minor::int AS start, reserve_price_minor::int AS reserve FROM products WHERE sku LIKE 'E-%' ORDER BY sku",
      ),
    ).toEqual([
      { sku: "E-1", start: 1_250, reserve: 9_990 },
      { sku: "E-4", start: 700, reserve: null },
    ]);
  });

  test("of fifty products makes them, and the same file again changes nothing", async () => {
    const person = await api.join("Fifty", "seller");
    const file = fileOf(...Array.from({ length: 50 }, (_one, at) => line(`F-${at}`)));
    const dry = await send(file, "?dryRun=true", person);
    expect(dry.body.data).toMatchObject({
      isApplied: false,
      rowCount: 50,
      created: 50,
      updated: 0,
      failed: 0,
    });
    const count = async () =>
      (await api.sql("SELECT count(*)::int AS n FROM products WHERE seller_id = $1", [person.id]))[0]?.["n"];
    expect(await count()).toBe(0);
    const first = await send(file, "", person);
    expect(first.body.data).toMatchObject({ isApplied: true, created: 50, updated: 0, problems: [] });
    const again = await send(file, "", person);
    expect(again.body.data).toMatchObject({ isApplied: true, created: 0, updated: 50 });
    expect(await count()).toBe(50);
    const [row] = await api.sql("SELECT * FROM products WHERE seller_id = $1 AND sku = 'F-7'", [person.id]);
    expect(row).toMatchObject({
      title: "Watch F-7",
      status: "active",
      starting_price_minor: "1250",
      specifications: { Case: "41 mm" },
    });
  });

  test("changes what it names and leaves the rest", async () => {
    await send(fileOf(line("C-1")));
    const change = await send("sku;startingPrice;reservePrice\nC-1;20;1.025,50\n");
    expect(problemsOf(change)).toEqual([[2, "reservePrice", "not_an_amount"]]);
    const changed = await send("\uFEFFsku;startingPrice\nC-1;20\n");
    expect(changed.body.data).toMatchObject({ problems: [], isApplied: true, updated: 1 });
    const [row] = await api.sql("SELECT title, starting_price_minor FROM products WHERE sku = 'C-1'");
    expect(row).toEqual({ title: "Watch C-1", starting_price_minor: "2000" });
  });

  test("writes all or nothing, or what is right when that is asked for", async () => {
    const file = fileOf(line("A-1"), line("A-2", { price: "dear" }), line("A-3", { title: "" }), line("A-1"));
    const all = await send(file);
    expect(all.body.data).toMatchObject({ isApplied: false, created: 1, failed: 3 });
    expect(problemsOf(all)).toEqual([
      [3, "startingPrice", "not_an_amount"],
      [4, "title", expect.any(String)],
      [5, "sku", "repeated"],
    ]);
    expect(await api.sql("SELECT FROM products WHERE sku LIKE 'A-%'")).toEqual([]);
    const valid = await send(file, "?mode=valid");
    expect(valid.body.data).toMatchObject({ isApplied: true, created: 1, failed: 3 });
    expect(await api.sql("SELECT sku FROM products WHERE sku LIKE 'A-%'")).toEqual([{ sku: "A-1" }]);
  });

  test("leaves what is sold as it was bought, and follows the lifecycle", async () => {
    await send(fileOf(line("S-1"), line("S-2", { status: "cancelled" })));
    await api.sql("UPDATE products SET status = 'sold' WHERE sku = 'S-1'");
    const refused = await send(fileOf(line("S-1"), line("S-2"), line("S-3", { status: "sold" })));
    expect(problemsOf(refused)).toEqual([
      [2, "sku", "sold"],
      [3, "status", "conflict"],
      [4, "status", "invalid_value"],
    ]);
  });

  test("[SEC-22] knows nobody else's numbers", async () => {
    const rival = await api.join("Rival", "seller");
    await send(fileOf(line("R-1", { title: "Mine" })));
    expect((await send(fileOf(line("R-1", { title: "Theirs" })), "", rival)).body.data).toMatchObject({
      created: 1,
    });
    const rows = await api.sql("SELECT title FROM products WHERE sku = 'R-1' ORDER BY title");
    expect(rows).toEqual([{ title: "Mine" }, { title: "Theirs" }]);
    const buyer = await api.join("Buyer");
    expect((await send(fileOf(line("R-2")), "", buyer)).status).toBe(403);
  });

  test.each([
    ["nothing", "", [[1, null, "empty"]]],
    ["a header alone", `${header}\n`, [[1, null, "empty"]]],
    ["no sku column", "title\nA\n", [[1, "sku", "missing_column"]]],
    ["an unknown column", "sku,sellerId\nA,b\n", [[1, "sellerId", "unknown_column"]]],
    [
      "[SEC-24] columns of an object's own",
      "sku,__proto__,constructor\nA,b,c\n",
      [
        [1, "__proto__", "unknown_column"],
        [1, "constructor", "unknown_column"],
      ],
    ],
    ["a column twice", "sku,title,title\nA,b,c\n", [[1, "title", "doubled_column"]]],
    ["a quote that never ends", 'sku,title\n"A,b\n', [[2, null, "quotes"]]],
    ["what is no UTF-8", new Uint8Array([0x73, 0x6b, 0x75, 0x0a, 0xff, 0xfe]), [[1, null, "not_utf8"]]],
    ["a picture elsewhere", "sku,images\nA,https://evil.example/a.png\n", [[2, "images", "foreign_picture"]]],
    ["an unknown category", "sku,category\nA,nowhere\n", [[2, "category", "unknown"]]],
    ["no sku in a row", fileOf(line("")), [[2, "sku", "required"]]],
    ["too many cells", fileOf(`${line("T-1")},more`), [[2, null, "too_many_cells"]]],
  ])("[SEC-36] tells what is wrong with %s", async (_what, file, expected) => {
    const { status, body } = await send(file);
    expect(status).toBe(200);
    expect(body.data["isApplied"]).toBe(false);
    const told = body.data.problems.map(({ row, column, code }) => [row, column, code]);
    for (const each of expected) expect(told).toContainEqual(each);
  });

  test("[SEC-44] has an end: rows, and bytes before they are read", async () => {
    const many = await send(fileOf(...Array.from({ length: 501 }, (_one, at) => line(`M-${at}`))));
    expect(problemsOf(many)).toEqual([[502, null, "too_many_rows"]]);
    expect((await send("x".repeat(1_100_000))).status).toBe(413);
    expect(await api.sql("SELECT FROM products WHERE sku LIKE 'M-%'")).toEqual([]);
  });
});

describe("[SEC-38] an export", () => {
  test("has no cell a spreadsheet would run, and an import of it changes nothing", async () => {
    const person = await api.join("Formula", "seller");
    const titles = ["=1+1", "+1", "-1", "@A1", "'=1", 'a "b", c', "line\nbreak", "plain"];
    for (const [at, title] of titles.entries()) {
      const body = {
        sku: `E-${at}`,
        categoryId: shop.categoryId,
        title,
        description: "=cmd|' /C calc'!A0",
        condition: "new",
        status: at % 2 === 0 ? "draft" : "active",
        currency: "KWD",
        startingPriceMinor: 1_230 + at * 10,
        specifications: { "=Name": "@value", Case: "41 mm" },
        shippingInfo: {
          weightGrams: 10,
          dimensionsMm: { length: 1, width: 2, height: 3 },
          shipsFrom: "KW",
          handlingDays: 0,
          international: true,
        },
      };
      const made = await api.call("POST /products", { token: person.token, body });
      expect(made.status).toBe(201);
    }
    const read = () =>
      api.sql(
        "SELECT id, sku, title, description, status, starting_price_minor, specifications, shipping_info FROM products WHERE seller_id = $1 ORDER BY id",
        [person.id],
      );
    const before = await read();
    const file = await download(person);
    expect(file).not.toMatch(/(?:^|[,\n"])[=+@]/mu);
    const imported = await send(file, "", person);
    expect(imported.body.data).toMatchObject({
      problems: [],
      isApplied: true,
      updated: titles.length,
      created: 0,
    });
    expect(await read()).toEqual(before);
    expect(await download(person)).toBe(file);
  });

  test("[SEC-22] is of one's own only", async () => {
    const other = await api.join("Other", "seller");
    expect((await download(other)).trim().split("\r\n")).toHaveLength(1);
  });
});
