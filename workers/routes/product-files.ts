import type { Category } from "../../contract/http/categories.ts";
import { exportProducts, importProducts, productFileBytesMax } from "../../contract/http/product-files.ts";
import { listCategoryTree } from "../../db/queries/categories.ts";
import { listSpecificationNames, pageProducts, writeImport } from "../../db/queries/product-import.ts";
import { toCellText } from "../../domain/spreadsheet.ts";
import { forgetCached } from "../cache/isolate.ts";
import { tagsOfProductChange } from "../cache/tags.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { Problem } from "../middleware/problem.ts";
import { toCsvLine } from "../products/parse-csv.ts";
import { toHeader, writeRow } from "../products/product-columns.ts";
import { readProducts } from "../products/read-products.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

/** What a form is besides its file. */
const formBytesMax = 4_096;
const problemsMax = 200;
/** Columns of specifications in a file; more would be no table any more. */
const specificationsMax = 200;

export function mountProductFiles(parts: Interface): void {
  mount(
    parts,
    importProducts,
    async (context, { query, body }) => {
      const { userId: sellerId } = requireSignedIn(context);
      const postgres = context.get("postgres");
      const { database } = postgres;
      const categoryIds = new Map(
        flatten(await listCategoryTree(database)).map(({ slug, id }) => [slug, id]),
      );
      const bytes = await body.file.arrayBuffer();
      const read = await readProducts({ database, sellerId, categoryIds }, bytes);
      const right = read.rows.flatMap(({ input }) => input ?? []);
      const failed = read.rows.filter(({ input }) => input === undefined).length;
      const dryRun = query.dryRun === "true";
      const mayApply = query.mode === "valid" ? !read.isBroken : read.problems.length === 0;
      const isApplied = !dryRun && mayApply && right.length > 0;
      if (isApplied) {
        const written = await writeImport(postgres, sellerId, right);
        if (!written.ok)
          throw new Problem(
            "conflict",
            "Something of this changed meanwhile, and nothing was written: try again.",
          );
        await forgetCached(context, tagsOfProductChange(...written.value.productIds));
      }
      return {
        data: {
          dryRun,
          isApplied,
          rowCount: read.rows.length,
          created: read.rows.filter(({ outcome }) => outcome === "create").length,
          updated: read.rows.filter(({ outcome }) => outcome === "update").length,
          failed,
          rows: read.rows.map(({ row, sku, title, outcome }) => ({ row, sku, title, outcome })),
          problems: read.problems.slice(0, problemsMax),
        },
      };
    },
    { bodyBytesMax: productFileBytesMax + formBytesMax, timeMs: 30_000 },
  );

  mount(parts, exportProducts, async (context) => {
    const { userId: sellerId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const [names, tree] = await Promise.all([
      listSpecificationNames(database, { sellerId, limit: specificationsMax }),
      listCategoryTree(database),
    ]);
    const slugs = new Map(flatten(tree).map(({ id, slug }) => [id, slug]));
    const pages = pageProducts(database, sellerId);
    const encoder = new TextEncoder();
    const toLine = (cells: readonly string[]) => toCsvLine(cells.map(toCellText));
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(toLine(toHeader(names)))),
      pull: async (controller) => {
        const page = await pages.next();
        if (page.done === true) {
          controller.close();
          return;
        }
        const lines = page.value.map((product) =>
          toLine(writeRow(product, slugs.get(product.categoryId) ?? "", names)),
        );
        controller.enqueue(encoder.encode(lines.join("")));
      },
      cancel: async () => {
        await pages.return(undefined);
      },
    });
    return context.body(stream, 200, {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": 'attachment; filename="products.csv"',
    });
  });
}

const flatten = (tree: readonly Category[]): Category[] =>
  tree.flatMap((category) => [category, ...flatten(category.children)]);
