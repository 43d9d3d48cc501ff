import { transactionKinds } from "../../domain/ledger/transaction.ts";
import { z } from "../zod.ts";
import { moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

const tag = "Wallet";

const month = z.string().regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/u, "is not a month such as 2026-11");

const monthSum = z
  .object({
    month: z.string().meta({ examples: ["2026-11"] }),
    currency: z.string(),
    openingMinor: z.int(),
    inMinor: z.int(),
    outMinor: z.int(),
    closingMinor: z.int(),
  })
  .meta({ id: "StatementMonth", description: "Months are those of UTC; what is held counts too" });
export type StatementMonth = z.infer<typeof monthSum>;

export const listStatements = endpoint({
  name: "listStatements",
  method: "get",
  path: "/wallet/statements",
  tag,
  summary: "The months in which one's money moved, latest first",
  access: "signed-in",
  scope: "wallet:read",
  data: z.array(monthSum),
});

const line = z
  .object({
    id: z.string(),
    at: moment,
    kind: z.enum(transactionKinds),
    currency: z.string(),
    amountMinor: z.int().meta({ description: "Above zero it came in" }),
    feeMinor: z.int().meta({ description: "What the house kept of it; below zero it was given back" }),
    balanceMinor: z.int().meta({ description: "What was one's own after it, in this currency" }),
    orderId: z.string().nullable(),
    title: z.string().nullable(),
  })
  .meta({ id: "StatementLine" });
export type StatementLine = z.infer<typeof line>;

export const readStatement = endpoint({
  name: "readStatement",
  method: "get",
  path: "/wallet/statements/{month}",
  tag,
  summary: "A month's movements of one's money, in their order",
  description:
    "With `format=csv` the whole month as a file instead: amounts with a decimal point, text that a spreadsheet would take for a formula behind an apostrophe.",
  access: "signed-in",
  scope: "wallet:read",
  params: z.object({ month }),
  query: z.strictObject({ ...pageQuery, format: z.enum(["json", "csv"]).default("json") }),
  answer: "json-or-csv",
  data: z.array(line),
  paged: true,
});
