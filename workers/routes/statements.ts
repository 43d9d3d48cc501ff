import { listStatements, readStatement } from "../../contract/http/statements.ts";
import type { Database } from "../../db/database.ts";
import {
  listMonths,
  listStatementLines,
  type Month,
  type StatementLine,
} from "../../db/queries/statements.ts";
import { must } from "../../domain/result.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";
import { streamCsv } from "./statement-csv.ts";

export function mountStatements(parts: Interface): void {
  mount(parts, listStatements, async (context) => {
    const { userId } = requireSignedIn(context);
    return { data: await listMonths(context.get("postgres").database, userId) };
  });
  mount(parts, readStatement, async (context, { params, query }) => {
    const { userId: ownerId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const of = { ownerId, month: toMonth(params.month) };
    if (query.format === "csv") {
      return context.body(streamCsv(listLinePages(database, of)), 200, {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": `attachment; filename="blytz-live-${params.month}.csv"`,
      });
    }
    const { limit, cursor } = query;
    const page = await listStatementLines(database, of, { limit, cursor });
    return requirePage(page, (line) => ({ ...line, at: line.at.toISOString() }));
  });
}

/** `2026-11` as its first moment and the next month's. */
function toMonth(text: string): Month {
  const [year, month] = text.split("-").map(Number);
  const at = (months: number): Date =>
    new Date(Date.UTC(must(year, "a year"), must(month, "a month") - 1 + months));
  return { from: at(0), to: at(1) };
}

/** Lines held at once; a page costs a look at the whole history, so few long ones are better than many short ones. */
const pageSize = 5_000;

async function* listLinePages(
  database: Database,
  of: { readonly ownerId: string; readonly month: Month },
): AsyncGenerator<readonly StatementLine[]> {
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await listStatementLines(database, of, { limit: pageSize, cursor });
    // The cursor is the one of the page before.
    if (!page.ok) throw new Error(page.refusal);
    yield page.value.rows;
    cursor = page.value.nextCursor;
  }
}
