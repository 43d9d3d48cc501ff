import { fromDecimalText, toDecimalText } from "../../domain/currency.ts";
import type { ShippingInfo } from "../../domain/product/shipping.ts";
import { noShippingInfo } from "../../domain/product/shipping.ts";
import type { ImportedProduct } from "../../db/queries/product-import.ts";

/** The fields of a product as an import gives them to the schema of a product, which says whether they are right. */
export interface ProductDraft {
  sku?: unknown;
  title?: unknown;
  description?: unknown;
  categoryId?: unknown;
  condition?: unknown;
  status?: unknown;
  currency?: unknown;
  startingPriceMinor?: unknown;
  reservePriceMinor?: unknown;
  buyNowPriceMinor?: unknown;
  images?: unknown;
  specifications?: unknown;
  shippingInfo?: unknown;
}

export interface CellProblem {
  readonly column: string;
  readonly code: string;
  readonly message: string;
}

/** A row by the names of its columns, and what its cells are read with. */
export interface RowReading {
  readonly cells: ReadonlyMap<string, string>;
  readonly categoryIds: ReadonlyMap<string, string>;
  /** What the product is now; undefined for one that is to be made. */
  readonly known: ImportedProduct | undefined;
}

/** In the order of an export. What a column is called in a file, and which field of the product it is about. */
const columnFields = {
  sku: "sku",
  title: "title",
  description: "description",
  category: "categoryId",
  condition: "condition",
  status: "status",
  currency: "currency",
  startingPrice: "startingPriceMinor",
  reservePrice: "reservePriceMinor",
  buyNowPrice: "buyNowPriceMinor",
  images: "images",
  weightGrams: "shippingInfo",
  lengthMm: "shippingInfo",
  widthMm: "shippingInfo",
  heightMm: "shippingInfo",
  shipsFrom: "shippingInfo",
  handlingDays: "shippingInfo",
  international: "shippingInfo",
} as const;
type Column = keyof typeof columnFields;

const specificationPrefix = "spec:";

export const isColumn = (name: string): boolean =>
  Object.hasOwn(columnFields, name) ||
  (name.startsWith(specificationPrefix) && name.length > specificationPrefix.length);

/** Which column a problem of a field is about, as a person looks for it. */
export function findColumn(path: readonly PropertyKey[]): string | null {
  const [field, inner] = path;
  if (field === "specifications" && typeof inner === "string") return `${specificationPrefix}${inner}`;
  if (field === "shippingInfo") return typeof inner === "string" ? inner : null;
  return Object.entries(columnFields).find(([, name]) => name === field)?.[0] ?? null;
}

/** The fields that a row names, the others as they are. */
export function readRow({ cells, categoryIds, known }: RowReading): {
  readonly draft: ProductDraft;
  readonly problems: readonly CellProblem[];
} {
  const problems: CellProblem[] = [];
  const refuse = (column: Column, code: string, message: string): null => {
    problems.push({ column, code, message });
    return null;
  };
  const draft: ProductDraft = known === undefined ? {} : { ...known };
  const text = (column: Column) => cells.get(column);
  const currency = readCurrency(cells, known);
  const amount = (column: Column): number | null => {
    const cell = text(column)?.trim() ?? "";
    if (cell === "") return null;
    return (
      fromDecimalText(toDecimalPoint(cell), currency) ??
      refuse(column, "not_an_amount", `is not an amount in ${currency || "a currency"}: write it as 1234.50`)
    );
  };
  for (const name of ["sku", "title", "description", "condition", "status", "currency"] as const) {
    const cell = text(name);
    if (cell !== undefined && (cell !== "" || name === "description")) draft[name] = cell.trim();
  }
  const category = text("category")?.trim() ?? "";
  if (category !== "")
    draft.categoryId =
      categoryIds.get(category) ?? refuse("category", "unknown", "is not the slug of a category");
  const prices = {
    startingPrice: "startingPriceMinor",
    reservePrice: "reservePriceMinor",
    buyNowPrice: "buyNowPriceMinor",
  } as const;
  for (const column of ["startingPrice", "reservePrice", "buyNowPrice"] as const) {
    if (text(column) === undefined) continue;
    const minor = amount(column);
    if (minor !== null || column !== "startingPrice") draft[prices[column]] = minor;
  }
  const images = text("images");
  if (images !== undefined)
    draft.images = readAddresses(images).map((url) =>
      isElsewhere(url)
        ? refuse("images", "foreign_picture", "names a picture elsewhere: upload it here first")
        : { url },
    );
  Object.assign(draft, readSpecifications(cells));
  draft.shippingInfo = readShipping(cells, known?.shippingInfo ?? noShippingInfo);
  return { draft, problems };
}

const readCurrency = (cells: ReadonlyMap<string, string>, known: ImportedProduct | undefined): string =>
  cells.get("currency")?.trim() ?? known?.currency ?? "";

/**
 * Spreadsheets of half the world write a decimal comma. One or two digits behind it are no group of thousands; three may be,
 * and are not guessed at.
 */
const toDecimalPoint = (cell: string): string => cell.replace(/^(-?\d+),(\d{1,2})$/u, "$1.$2");

const readAddresses = (cell: string): string[] => cell.split(/\s+/u).filter((url) => url !== "");
const isElsewhere = (url: string): boolean => /^https?:/iu.test(url);

/** Nothing when the file says nothing of specifications; an empty cell is one that a product does not have. */
function readSpecifications(cells: ReadonlyMap<string, string>): Pick<ProductDraft, "specifications"> {
  const named = [...cells].filter(([column]) => column.startsWith(specificationPrefix));
  if (named.length === 0) return {};
  const specifications = Object.fromEntries(
    named
      .filter(([, cell]) => cell.trim() !== "")
      .map(([column, cell]) => [column.slice(specificationPrefix.length), cell]),
  );
  return { specifications };
}

/** Cells as they are where they are no numbers: the schema says so. */
function readShipping(cells: ReadonlyMap<string, string>, known: ShippingInfo): Record<string, unknown> {
  const number = (column: Column, otherwise: number | null): unknown => {
    const cell = cells.get(column)?.trim();
    if (cell === undefined) return otherwise;
    if (cell === "") return null;
    return /^\d{1,9}$/u.test(cell) ? Number(cell) : cell;
  };
  const length = number("lengthMm", known.dimensionsMm?.length ?? null);
  const width = number("widthMm", known.dimensionsMm?.width ?? null);
  const height = number("heightMm", known.dimensionsMm?.height ?? null);
  const hasSize = length !== null || width !== null || height !== null;
  const shipsFrom = cells.get("shipsFrom")?.trim();
  const international = cells.get("international")?.trim().toLowerCase();
  return {
    weightGrams: number("weightGrams", known.weightGrams),
    dimensionsMm: hasSize ? { length, width, height } : null,
    shipsFrom: shipsFrom === undefined ? known.shipsFrom : shipsFrom || null,
    handlingDays: number("handlingDays", known.handlingDays),
    international:
      international === undefined ? known.international : (yesOrNo[international] ?? international),
  };
}

const yesOrNo: Readonly<Record<string, boolean>> = {
  "": false,
  no: false,
  false: false,
  yes: true,
  true: true,
};

/** The cells of a product, in the order of the columns and then of its shop's specifications. */
export function writeRow(
  product: ImportedProduct,
  slug: string,
  specifications: readonly string[],
): string[] {
  const { currency, shippingInfo } = product;
  const money = (minor: number | null) => (minor === null ? "" : toDecimalText(minor, currency));
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : String(value);
  const cells: Readonly<Record<Column, string>> = {
    sku: product.sku ?? "",
    title: product.title,
    description: product.description,
    category: slug,
    condition: product.condition,
    status: product.status,
    currency,
    startingPrice: money(product.startingPriceMinor),
    reservePrice: money(product.reservePriceMinor),
    buyNowPrice: money(product.buyNowPriceMinor),
    images: product.images.map(({ url }) => url).join(" "),
    weightGrams: number(shippingInfo.weightGrams),
    lengthMm: number(shippingInfo.dimensionsMm?.length),
    widthMm: number(shippingInfo.dimensionsMm?.width),
    heightMm: number(shippingInfo.dimensionsMm?.height),
    shipsFrom: shippingInfo.shipsFrom ?? "",
    handlingDays: number(shippingInfo.handlingDays),
    international: shippingInfo.international ? "yes" : "no",
  };
  return [...Object.values(cells), ...specifications.map((name) => product.specifications[name] ?? "")];
}

export const toHeader = (specifications: readonly string[]): string[] => [
  ...Object.keys(columnFields),
  ...specifications.map((name) => `${specificationPrefix}${name}`),
];
