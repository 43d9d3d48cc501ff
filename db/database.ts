import type { DatabaseUsage } from "./meter.ts";
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from "drizzle-orm/pg-core";

/** What `execute` answers, whatever the driver: Neon's HTTP and its Pool both have these two. */
interface Rows<Row> {
  readonly rows: Row[];
  readonly rowCount: number | null;
}
interface RowsHKT extends PgQueryResultHKT {
  readonly type: Rows<this["row"]>;
}

/**
 * Single statements, each its own transaction. What nearly every query takes; a {@link Transaction} fits too.
 * `transaction` is left out because Neon's HTTP driver has none.
 */
export type Database = Pick<
  PgDatabase<RowsHKT>,
  | "select"
  | "selectDistinct"
  | "selectDistinctOn"
  | "insert"
  | "update"
  | "delete"
  | "with"
  | "$with"
  | "execute"
>;

/** Statements of one transaction. Asked for by queries that take locks or must happen whole. */
export type Transaction = Database & Pick<PgTransaction<RowsHKT>, "rollback">;

/** One caller's way to Postgres: a request, a queue batch, a script. */
export interface DatabaseClient {
  readonly database: Database;
  /** Runs `work` in one READ COMMITTED transaction; a throw rolls it back and comes out here. */
  readonly transact: <Value>(work: (transaction: Transaction) => Promise<Value>) => Promise<Value>;
  readonly readUsage: () => DatabaseUsage;
  /** Ends the connections, if any were opened. */
  readonly close: () => Promise<void>;
}
