import { eq } from "drizzle-orm";
import { accept, assert, must, refuse, type Result } from "../../domain/result.ts";
import type { JournalEntry } from "../../domain/room/entry.ts";
import type { Database, DatabaseClient, Transaction } from "../database.ts";
import { hasId } from "../queries/ids.ts";
import { roomProjections } from "../schema/room-log.ts";
import { type Batch, getAuction } from "./batch.ts";
import { computeBatch } from "./compute-batch.ts";
import { readGround } from "./ground.ts";
import { type WrittenBatch, writeBatch } from "./write-batch.ts";

/** How far a room's journal is in Postgres after a batch. */
export interface Projection extends WrittenBatch {
  /** The last entry applied; what the room is told (rule J2). */
  readonly entryNumber: number;
  /** Entries that were new. */
  readonly applied: number;
}

/** The entries do not follow the last one applied: read the room's journal again from behind `entryNumber`. */
export interface ProjectionGap {
  readonly code: "gap";
  readonly entryNumber: number;
}

/** The last entry of a room that is in Postgres; 0 before the first. */
export async function findProjectedEntry(database: Database, auctionId: string): Promise<number> {
  const [cursor] = await database
    .select({ entryNumber: roomProjections.entryNumber })
    .from(roomProjections)
    .where(hasId(roomProjections.auctionId, auctionId));
  return cursor?.entryNumber ?? 0;
}

/**
 * Applies a run of a room's journal in one transaction: facts, lots, bids, paddles, chat and orders, and the cursor with
 * them. Entries that are in already are passed over, so it may be called twice, at once from several places, or
 * with runs that overlap. The row lock on the room's cursor makes such calls wait for each other; other rooms do not.
 */
export async function projectRoom(
  client: DatabaseClient,
  auctionId: string,
  entries: readonly JournalEntry[],
): Promise<Result<Projection, ProjectionGap>> {
  return client.transact(async (transaction) => {
    const cursor = await lockCursor(transaction, auctionId);
    const unseen = entries.filter((entry) => entry.entryNumber > cursor.entryNumber);
    const [first] = unseen;
    if (first === undefined)
      return accept({ entryNumber: cursor.entryNumber, applied: 0, orderIds: [], movedProductIds: [] });
    if (first.entryNumber !== cursor.entryNumber + 1)
      return refuse({ code: "gap", entryNumber: cursor.entryNumber });
    assertChain(cursor, unseen);
    const batch = computeBatch(auctionId, await readGround(transaction, auctionId, unseen), unseen);
    const written = await writeBatch(transaction, batch);
    const entryNumber = first.entryNumber + unseen.length - 1;
    await moveCursor(transaction, batch, entryNumber);
    return accept({ entryNumber, applied: unseen.length, ...written });
  });
}

type Cursor = typeof roomProjections.$inferSelect;

async function lockCursor(transaction: Transaction, auctionId: string): Promise<Cursor> {
  await transaction.insert(roomProjections).values({ auctionId }).onConflictDoNothing();
  const [cursor] = await transaction
    .select()
    .from(roomProjections)
    .where(eq(roomProjections.auctionId, auctionId))
    .for("update");
  return must(cursor, "the cursor was just made if it was not there");
}

/** The journal numbers its entries and chains its facts; a break means that these are not one room's journal. */
function assertChain(cursor: Cursor, entries: readonly JournalEntry[]): void {
  let { entryNumber, seq, hash } = cursor;
  for (const entry of entries) {
    entryNumber += 1;
    assert(entry.entryNumber === entryNumber, "journal entries are numbered without gaps");
    for (const fact of entry.facts) {
      seq += 1;
      assert(fact.seq === seq, "facts are numbered without gaps");
      assert(hash === null || fact.previousHash === hash, "each fact names the hash of the one before it");
      hash = fact.hash;
    }
  }
}

async function moveCursor(transaction: Transaction, batch: Batch, entryNumber: number): Promise<void> {
  const { id, logHeadSeq, logHeadHash } = getAuction(batch);
  await transaction
    .update(roomProjections)
    .set({ entryNumber, seq: logHeadSeq, hash: logHeadHash })
    .where(eq(roomProjections.auctionId, id));
}
