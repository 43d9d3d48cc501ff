import type { Database, Transaction } from "../database.ts";
import type { Finding } from "./finding.ts";

/**
 * Something the ledger is held against. The ledger is the sum of what it says of each order and of each payout, so it
 * is right when each of them is, and nothing ever has to be summed up whole: a check looks at a few things at a time.
 */
export interface Check {
  /** Names its walk. */
  readonly name: string;
  /** The names of all it can find. */
  readonly findingNames: readonly string[];
  /** The next things behind an id, in the order of their ids. */
  readonly listBehind: (
    database: Database,
    part: { readonly after: string | null; readonly limit: number },
  ) => Promise<string[]>;
  /** What was moved lately, as far as it is quickly found. */
  readonly listRecent: (
    database: Database,
    part: { readonly since: Date; readonly limit: number },
  ) => Promise<string[]>;
  /** What is wrong with these things. The transaction sees everything at one moment. */
  readonly find: (transaction: Transaction, ids: readonly string[]) => Promise<Finding[]>;
}
