import { accountKinds } from "../../domain/ledger/account.ts";
import { z } from "../zod.ts";
import { moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";

const tag = "Admin";

const finding = z
  .object({
    name: z.string(),
    subject: z.string().meta({ description: "An id, then the account" }),
    currency: z.string().nullable(),
    expectedMinor: z.int().nullable(),
    foundMinor: z.int().nullable(),
    foundAt: moment,
  })
  .meta({ id: "LedgerFinding", description: "The ledger and something else do not agree" });

const ledger = z
  .object({
    sums: z
      .array(z.object({ kind: z.enum(accountKinds), currency: z.string(), balanceMinor: z.int() }))
      .meta({
        description: "All accounts of a kind; above zero the house holds or is owed it. They come to zero.",
      }),
    findings: z.array(finding).meta({ description: "Not resolved, the latest first; a hundred at most" }),
    walks: z
      .array(z.object({ name: z.string(), lookedAt: moment, completedAt: moment.nullable() }))
      .meta({ description: "When each check last looked, and when it last came to the end" }),
  })
  .meta({ id: "Ledger" });

export const readLedger = endpoint({
  name: "readLedger",
  method: "get",
  path: "/admin/ledger",
  tag,
  summary: "The whole ledger by kind of account, and what its reconciliation found",
  access: "ledger.oversee",
  data: ledger,
});

export const reconcileLedger = endpoint({
  name: "reconcileLedger",
  method: "post",
  path: "/admin/ledger/reconciliations",
  tag,
  summary: "Have the ledger looked at now, a good part further than the minute's own look",
  access: "ledger.oversee",
  data: ledger,
});
