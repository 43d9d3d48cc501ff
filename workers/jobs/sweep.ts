import { forgetPictures, listDiscardedPictures } from "../../db/queries/pictures.ts";
import { deletePassed, passings } from "../../db/queries/sweep.ts";
import type { PassingName } from "../../db/queries/sweep.ts";
import { rescueShown } from "../../db/queries/uploads.ts";
import type { Database } from "../../db/database.ts";
import { filesOfOneMax, listMediaKeys } from "../media/media-files.ts";
import type { FileStorage } from "../providers/storage/storage.ts";
import { logJobFailure } from "./report.ts";

interface SweepOptions {
  readonly storage: FileStorage;
  readonly at: Date;
}

/** Rows of one statement: milliseconds of locks. */
const rowsPerBatch = 1_000;
/** What is left after as many batches waits for the next minute. */
const batchesMax = 10;

/** Removes what has had its time, in bounded batches; one kind that fails keeps no other. */
export async function sweep(database: Database, { storage, at }: SweepOptions): Promise<void> {
  for (const name of Object.keys(passings) as PassingName[]) {
    await sweepKind(name, rowsPerBatch, (limit) => deletePassed(database, name, { at, limit }));
  }
  const picturesPerBatch = Math.floor(storage.removalsMax / filesOfOneMax);
  await sweepKind("pictures", picturesPerBatch, (limit) => removePictures(database, { storage, at, limit }));
}

async function sweepKind(
  name: string,
  limit: number,
  removeBatch: (limit: number) => Promise<number>,
): Promise<void> {
  try {
    for (let batches = 0; batches < batchesMax; batches += 1) {
      if ((await removeBatch(limit)) < limit) return;
    }
  } catch (error) {
    logJobFailure("sweep", error, { name });
  }
}

/** Files first, rows after: should this stop in between, the rows lead here again, and removing twice is harmless. */
async function removePictures(
  database: Database,
  { storage, at, limit }: SweepOptions & { readonly limit: number },
): Promise<number> {
  const overdue = await listDiscardedPictures(database, { at, limit });
  const shown = await rescueShown(
    database,
    overdue.map(({ id }) => id),
  );
  const pictures = overdue.filter(({ id }) => !shown.has(id));
  if (pictures.length > 0) await storage.remove(pictures.flatMap(listMediaKeys));
  await forgetPictures(
    database,
    pictures.map(({ id }) => id),
  );
  return overdue.length;
}
