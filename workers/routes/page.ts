import type { PageMeta } from "../../contract/http/page.ts";
import type { InvalidCursor, Page } from "../../db/queries/keyset.ts";
import type { Result } from "../../domain/result.ts";
import { invalid } from "../middleware/problem.ts";

/** A page of a query as an answer; a cursor that does not fit is the client's mistake. */
export function requirePage<Row, Item>(
  page: Result<Page<Row>, InvalidCursor>,
  toItem: (row: Row) => Item,
): { readonly data: Item[]; readonly meta: PageMeta } {
  if (!page.ok) throw invalid("cursor", "invalid_cursor", "does not belong to this list and its sort");
  const { rows, nextCursor } = page.value;
  return { data: rows.map(toItem), meta: { nextCursor, hasMore: nextCursor !== null } };
}
