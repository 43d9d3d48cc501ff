import { z } from "../zod.ts";
import { moment, momentInput, userId } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

/** More kinds will come; a client shows one it does not know by its amount and direction. */
export const transactionTypes = ["purchase", "sale", "refund", "payout"] as const;

/** One movement of money of somebody, seen from their side. */
const transaction = z
  .object({
    id: z.string(),
    at: moment,
    type: z.enum(transactionTypes),
    /** Whether it leaves or reaches the caller. */
    direction: z.enum(["in", "out"]),
    /**
     * Always positive; `direction` is its sign. Of a sale the hammer price, before fees; of a refund the part of it that
     * was the caller's to give back.
     */
    amountMinor: z.int().nonnegative(),
    currency: z.string(),
    status: z.enum(["pending", "completed", "cancelled"]),
    orderId: z.string().nullable().meta({ description: "Null for a payout, as what follows" }),
    title: z.string().nullable().meta({ description: "What it is about: the lot" }),
    counterparty: z.string().nullable().meta({ description: "The other side's display name" }),
  })
  .meta({ id: "Transaction" });
export type Transaction = z.infer<typeof transaction>;

const transactionFilter = z.strictObject({
  ...pageQuery,
  type: z.enum(transactionTypes).optional(),
  from: momentInput.optional().meta({ description: "Not before" }),
  to: momentInput.optional().meta({ description: "Before" }),
});

export const listTransactions = endpoint({
  name: "listTransactions",
  method: "get",
  path: "/users/{userId}/transactions",
  tag: "Users",
  summary: "What one paid and was paid, latest first",
  access: "signed-in",
  scope: "orders:read",
  params: z.object({ userId }),
  query: transactionFilter,
  data: z.array(transaction),
  paged: true,
  refusals: ["not_found"],
});
