import { z } from "../zod.ts";

const pageLimitMax = 100;
const pageLimitDefault = 24;

/** A whole number as a query parameter; digits only, so `1e3`, ` 5` and `0x10` are refused. */
export const wholeNumberParameter = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/u, "is not a whole number")
    .transform(Number)
    .pipe(z.int().min(minimum).max(maximum));

/** The two parameters of every list. A cursor is opaque and only fits the list and the filters it came from. */
export const pageQuery = {
  limit: wholeNumberParameter(1, pageLimitMax).default(pageLimitDefault),
  cursor: z.string().min(1).max(512).optional(),
};

/** `meta` of every list. */
export const pageMeta = z
  .object({ nextCursor: z.string().nullable(), hasMore: z.boolean() })
  .meta({ id: "PageMeta", description: "Give `nextCursor` as `cursor` to read on; null at the end." });
export type PageMeta = z.infer<typeof pageMeta>;
