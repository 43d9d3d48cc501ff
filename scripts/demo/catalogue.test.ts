import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listPictureSources } from "../../contract/pictures.ts";
import { auctionInput } from "../../contract/http/auctions.ts";
import { createCategory } from "../../contract/http/categories.ts";
import { lotInput } from "../../contract/http/lots.ts";
import { productInput } from "../../contract/http/products.ts";
import { applyToSell } from "../../contract/http/seller-applications.ts";
import { saveSellerProfile } from "../../contract/http/sellers.ts";
import { rootDir } from "../places.ts";
import { demoProducts, toPhotographUrl } from "./catalogue.ts";
import { demoCategories } from "./catalogue/categories.ts";
import { createCanvas } from "./pictures/canvas.ts";
import { reprint } from "./pictures/photograph.ts";
import { shotsOfEach, subjects } from "./pictures/subjects.ts";
import { demoBuyers } from "./people.ts";
import { followed, shelves } from "./purchases.ts";
import { liveSale, pastSales, toLotInput, upcomingSales } from "./sales.ts";
import { demoShops, shopPayments } from "./shops.ts";

const id = "01a223f2-6377-7338-9b5c-34cf8d30f574";

const listFiles = (url: string): string[] =>
  listPictureSources(url).flatMap(({ srcSet }) =>
    srcSet.split(", ").map((candidate) => join(rootDir, "web/public", candidate.split(" ")[0] ?? "")),
  );

const repeated = (items: readonly string[]): string[] =>
  items.filter((item, index) => items.indexOf(item) !== index);

describe("the demo's catalogue", () => {
  test("has what a small market has", () => {
    expect(demoProducts.length).toBeGreaterThanOrEqual(200);
    expect(new Set(demoProducts.map(({ input }) => input.currency))).toEqual(
      new Set(["USD", "EUR", "GBP", "JPY"]),
    );
    const sold = new Set(demoProducts.map(({ category }) => category));
    const named = demoCategories.flatMap(({ children }) => children.map(({ slug }) => slug));
    expect([...sold].toSorted()).toEqual(named.toSorted());
  });

  test.each(demoProducts.map((product) => [product.input.title, product] as const))(
    "%s can be put in",
    (_title, { input }) => {
      const parsed = productInput.safeParse({ ...input, categoryId: id, status: "active" });
      expect(parsed.error?.issues).toBeUndefined();
      expect(input.description.length).toBeGreaterThan(40);
    },
  );

  test("no title and no picture comes twice", () => {
    expect(repeated(demoProducts.map(({ input }) => input.title))).toEqual([]);
    expect(repeated(demoProducts.flatMap(({ input }) => input.images.map(({ url = "" }) => url)))).toEqual(
      [],
    );
  });

  test("every picture was taken, in every width", () => {
    const shown = [
      ...demoProducts.flatMap(({ input }) => input.images.map(({ url = "" }) => url)),
      ...demoCategories.map(({ picture }) => toPhotographUrl(picture)),
    ];
    const files = shown.flatMap(listFiles);
    expect(files.length).toBeGreaterThan(shown.length);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  test("the categories and the shops can be put in", () => {
    const slugs = demoCategories.flatMap(({ slug, children }) => [
      slug,
      ...children.map((child) => child.slug),
    ]);
    expect(repeated(slugs)).toEqual([]);
    for (const { children, picture, ...top } of demoCategories) {
      createCategory.body.parse({ ...top, imageUrl: toPhotographUrl(picture) });
      for (const child of children) createCategory.body.parse({ ...child, parentId: id });
    }
    for (const { slug, shopName, about, country, goods, returns, shipping } of demoShops) {
      applyToSell.body.parse({ slug, shopName, about, country, goods, agreesToPolicies: true });
      const policies = { returns, shipping, payments: shopPayments };
      saveSellerProfile.body.parse({ slug, shopName, about, country, policies });
    }
  });
});

describe("the demo's sales", () => {
  const sales = [...upcomingSales, ...pastSales];

  test.each(sales.map((sale) => [sale.title, sale] as const))(
    "%s sells its shop's own, in its money",
    (_title, sale) => {
      const lots = sale.lots.map((lot) => toLotInput(id, lot));
      for (const lot of lots) lotInput.parse(lot);
      const { currency } = demoShops.find(({ slug }) => slug === sale.shop) ?? {};
      const { title, description, pacing } = sale;
      auctionInput.parse({
        title,
        description,
        pacing,
        currency,
        lots,
        scheduledStart: "2026-12-01T18:00:00Z",
      });
      const owners = sale.lots.map(({ key }) => demoProducts.find((product) => product.key === key)?.shop);
      expect(new Set(owners)).toEqual(new Set([sale.shop]));
    },
  );

  test("the live sale sells its shop's own", () => {
    const owners = liveSale.keys.map((key) => demoProducts.find((product) => product.key === key)?.shop);
    expect(new Set(owners)).toEqual(new Set([liveSale.shop]));
  });
});

describe("what the demo's buyers bought", () => {
  test.each(shelves.map((shelf) => [shelf.title, shelf] as const))(
    "%s sells its shop's own",
    (_title, shelf) => {
      const { purchases } = shelf;
      for (const { key } of purchases) {
        lotInput.parse(toLotInput(id, { key, rules: { format: "fixed", durationMs: 600_000 } }));
        expect([key, demoProducts.find((product) => product.key === key)?.shop]).toEqual([key, shelf.shop]);
      }
      // Orders of one buyer travel together, and one of them could not be led elsewhere than the other.
      expect(repeated(purchases.map(({ buyer }) => String(buyer)))).toEqual([]);
      expect(purchases.every(({ buyer }) => demoBuyers[buyer] !== undefined)).toBe(true);
    },
  );

  test("every fate an order can have is somebody's", () => {
    const fates = new Set(shelves.flatMap(({ purchases }) => purchases.map(({ fate }) => fate.type)));
    expect([...fates].toSorted()).toEqual([
      "cancelled",
      "delivered",
      "disputed",
      "paid",
      "part-refunded",
      "refunded",
      "reviewed",
      "shipped",
    ]);
  });

  test("every buyer follows shops that are there", () => {
    expect(followed).toHaveLength(demoBuyers.length);
    const slugs = new Set(demoShops.map(({ slug }) => slug));
    expect(followed.flat().every((slug) => slugs.has(slug))).toBe(true);
  });
});

describe("the demo's things", () => {
  test.each(Object.entries(subjects))("%s can be drawn with everything printed on it", (_name, subject) => {
    for (const print of subject.prints) {
      const canvas = createCanvas({ isBare: true });
      const svg = canvas.toSvg(subject.label, reprint(subject.draw(canvas), print));
      expect(svg).toMatch(/^<svg .*<\/svg>\n$/su);
      expect(svg).not.toMatch(/NaN|undefined/u);
    }
  });

  test("what is printed differs on every photograph", () => {
    for (const { prints } of Object.values(subjects)) expect([1, shotsOfEach]).toContain(prints.length);
  });
});
