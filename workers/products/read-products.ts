import { productRowsMax } from "../../contract/http/product-files.ts";
import { productInput } from "../../contract/http/products.ts";
import type { ProductInput } from "../../contract/http/products.ts";
import type { ProductImport } from "../../contract/http/product-files.ts";
import type { Database } from "../../db/database.ts";
import { findBySku, type ImportRow, type KnownProduct } from "../../db/queries/product-import.ts";
import { listSellersStatusesBefore } from "../../domain/product/lifecycle.ts";
import { findNamedPictures } from "../routes/own-media.ts";
import { parseCsv } from "./parse-csv.ts";
import type { CsvRow } from "./parse-csv.ts";
import { findColumn, isColumn, type ProductDraft, readRow } from "./product-columns.ts";

type RowProblem = ProductImport["problems"][number];

/** A row that was read: what to write, or nothing where something is wrong with it. */
interface ReadProduct {
  readonly row: number;
  readonly sku: string;
  readonly title: string;
  readonly outcome: "create" | "update" | "error";
  readonly input: ImportRow | undefined;
}

interface ReadFile {
  readonly rows: readonly ReadProduct[];
  readonly problems: readonly RowProblem[];
  /** The file as a whole is not what an import takes: none of it is to be believed. */
  readonly isBroken: boolean;
}

interface Shop {
  readonly database: Database;
  readonly sellerId: string;
  readonly categoryIds: ReadonlyMap<string, string>;
}

/** Reads a file of products, and everything that is wrong with it. */
export async function readProducts(shop: Shop, bytes: ArrayBuffer): Promise<ReadFile> {
  const { rows, problems: csvProblems } = parseCsv(bytes, productRowsMax);
  const problems: RowProblem[] = csvProblems.map((problem) => ({ ...problem, column: null }));
  const [header, ...lines] = rows;
  const broken = (more: readonly RowProblem[]): ReadFile => ({
    rows: [],
    problems: [...problems, ...more],
    isBroken: true,
  });
  if (problems.length > 0) return broken([]);
  if (header === undefined || lines.length === 0)
    return broken([{ row: 1, column: null, code: "empty", message: "There is no product in the file." }]);
  const columns = header.cells.map((cell) => cell.trim());
  const wrong = checkHeader(columns);
  if (wrong.length > 0) return broken(wrong);
  const skus = lines.map(({ cells }) => (cells[columns.indexOf("sku")] ?? "").trim());
  const known = await findBySku(
    shop.database,
    shop.sellerId,
    skus.filter((sku) => sku !== ""),
  );
  const read = lines.map((line, at) => {
    const sku = skus[at] ?? "";
    return readLine(line, {
      shop,
      columns,
      known: known.get(sku),
      isRepeated: sku !== "" && skus.indexOf(sku) !== at,
    });
  });
  const pictured = await attachPictures(shop, read);
  return {
    rows: pictured.map(({ product }) => product),
    problems: pictured.flatMap(({ problems: own }) => own),
    isBroken: false,
  };
}

function checkHeader(columns: readonly string[]): RowProblem[] {
  const problem = (column: string, code: string, message: string) => ({ row: 1, column, code, message });
  const unknown = columns.filter((name) => !isColumn(name));
  const doubled = columns.filter((name, at) => isColumn(name) && columns.indexOf(name) !== at);
  return [
    ...unknown.map((name) => problem(name.slice(0, 60), "unknown_column", "is not a column of products")),
    ...doubled.map((name) => problem(name, "doubled_column", "is there twice")),
    ...(columns.includes("sku") ? [] : [problem("sku", "missing_column", "says which product a row is")]),
  ];
}

interface LineReading {
  readonly product: ReadProduct;
  readonly problems: readonly RowProblem[];
}

function readLine(
  { row, cells }: CsvRow,
  {
    shop,
    columns,
    known,
    isRepeated,
  }: {
    readonly shop: Shop;
    readonly columns: readonly string[];
    readonly known: KnownProduct | undefined;
    readonly isRepeated: boolean;
  },
): LineReading {
  const named = new Map(columns.map((column, at) => [column, cells[at] ?? ""]));
  const { draft, problems: cellProblems } = readRow({ cells: named, categoryIds: shop.categoryIds, known });
  const problems: RowProblem[] = cellProblems.map((problem) => ({ row, ...problem }));
  const say = (column: string | null, code: string, message: string) =>
    problems.push({ row, column, code, message });
  if (cells.length > columns.length)
    say(null, "too_many_cells", "has more cells than the header has columns");
  if (typeof draft.sku !== "string" || draft.sku === "")
    say("sku", "required", "says which product the row is");
  if (isRepeated) say("sku", "repeated", "stands in an earlier row of the file");
  if (known?.status === "sold") say("sku", "sold", "is of a product that is sold and stays as it was bought");
  const data = known?.status === "sold" ? undefined : judge(draft, { known, problems, row });
  const sku = typeof draft.sku === "string" ? draft.sku.slice(0, 64) : "";
  const title = typeof draft.title === "string" ? draft.title.slice(0, 140) : "";
  if (problems.length > 0 || data === undefined)
    return { product: { row, sku, title, outcome: "error", input: undefined }, problems };
  const { videoId: _videoId, images, ...fields } = data;
  const input: ImportRow = {
    ...fields,
    sku,
    // Pictures that are there already stay as they are; new ones are looked up together.
    images: images.map(
      ({ url = "", alt }) => known?.images.find((image) => image.url === url) ?? { url, alt },
    ),
  };
  return {
    product: { row, sku, title, outcome: known === undefined ? "create" : "update", input },
    problems,
  };
}

/** A product by the schema a single one is judged by; what it says is added to the problems, by the columns of the file. */
function judge(
  draft: ProductDraft,
  {
    known,
    problems,
    row,
  }: { readonly known: KnownProduct | undefined; readonly problems: RowProblem[]; readonly row: number },
): ProductInput | undefined {
  const parsed = productInput.safeParse(draft);
  // A cell that could not be read is told once, by what is wrong with it.
  const told = new Set(problems.map(({ column }) => column));
  for (const { path, code, message } of parsed.error?.issues ?? []) {
    const column = findColumn(path);
    if (!told.has(column)) problems.push({ row, column, code, message });
    told.add(column);
  }
  const status = parsed.data?.status;
  if (known !== undefined && status !== undefined && status !== known.status) {
    const say = (code: string, message: string) => problems.push({ row, column: "status", code, message });
    if (!listSellersStatusesBefore(status).includes(known.status))
      say("conflict", `cannot follow ${known.status}`);
    else if (known.isInSale && status !== "active")
      say("in_sale", "cannot change while the product is a lot of an auction that is on or to come");
  }
  return parsed.data;
}

/** Pictures by their paths as products have them: only what the seller uploaded, looked up once for the whole file. */
async function attachPictures(shop: Shop, lines: readonly LineReading[]): Promise<LineReading[]> {
  const named = lines.flatMap(({ product }) => product.input?.images ?? []);
  const found = await findNamedPictures({ database: shop.database, ownerId: shop.sellerId }, named);
  const byUrl = new Map(named.map(({ url }, at) => [url, found[at]]));
  return lines.map(({ product, problems }) => {
    if (product.input === undefined) return { product, problems };
    const images = product.input.images.map((image) => ("widthPx" in image ? image : byUrl.get(image.url)));
    if (images.every((image) => image !== undefined))
      return { product: { ...product, input: { ...product.input, images } }, problems };
    const problem = {
      row: product.row,
      column: "images",
      code: "unknown",
      message: "names a picture you did not upload",
    };
    return { product: { ...product, outcome: "error", input: undefined }, problems: [...problems, problem] };
  });
}
