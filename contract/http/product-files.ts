import { z } from "../zod.ts";
import { uploadedFile } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** A file of products; larger is refused before it is read. */
export const productFileBytesMax = 1_048_576;
/** Products of one file; the next row is an error of its own. */
export const productRowsMax = 500;

const rowProblem = z.object({
  /** As a spreadsheet counts: the header is row 1. */
  row: z.int(),
  /** As the header has it; null where the whole row, or the file, is meant. */
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});

const productImport = z
  .object({
    dryRun: z.boolean(),
    /** Whether anything was written. */
    isApplied: z.boolean(),
    rowCount: z.int(),
    created: z.int(),
    updated: z.int(),
    /** Rows with something wrong. */
    failed: z.int(),
    rows: z.array(
      z.object({
        row: z.int(),
        sku: z.string(),
        title: z.string(),
        outcome: z.enum(["create", "update", "error"]),
      }),
    ),
    /** The first two hundred. */
    problems: z.array(rowProblem),
  })
  .meta({ id: "ProductImport" });
export type ProductImport = z.infer<typeof productImport>;

const tag = "Catalogue";

export const importProducts = endpoint({
  name: "importProducts",
  method: "post",
  path: "/products/import",
  tag,
  summary: "Add and change many products by a CSV file",
  description:
    "UTF-8 with or without a byte order mark, separated by commas, semicolons or tabs; the first row names the columns, as an " +
    "export has them. `sku` says which product a row is: known ones are changed, where columns that are not in the file stay " +
    "as they are, others are made; the same file again changes nothing. Pictures are those uploaded here, by their paths: " +
    "addresses elsewhere are refused. Amounts are `1234.50` or `1234,50`, without groups of thousands. `mode=all` writes all or nothing, `mode=valid` the rows without problems.",
  access: "products.manage-own",
  scope: "catalogue:write",
  bodyForm: "multipart",
  query: z.strictObject({
    dryRun: z.enum(["true", "false"]).default("false"),
    mode: z.enum(["all", "valid"]).default("all"),
  }),
  body: z.object({ file: uploadedFile(productFileBytesMax) }),
  data: productImport,
  idempotent: true,
  refusals: ["conflict"],
});

export const exportProducts = endpoint({
  name: "exportProducts",
  method: "get",
  path: "/products/export",
  tag,
  summary: "All of one's products as a CSV file",
  description:
    "As an import takes it. Text that a spreadsheet would take for a formula is behind an apostrophe, which an import takes " +
    "off again.",
  access: "products.manage-own",
  scope: "catalogue:read",
  answer: "csv",
  data: z.null(),
});
