import { and, asc, eq, inArray, isNull, lte, ne } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { type PicturePurpose, pictures } from "../schema/pictures.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";

/** Notes a picture whose files are about to be stored, to be discarded should nobody come to show it. */
export async function addPicture(
  database: Database,
  picture: { readonly ownerId: string; readonly purpose: PicturePurpose; readonly discardAt: Date },
): Promise<string> {
  const [added] = await database.insert(pictures).values(picture).returning({ id: pictures.id });
  return must(added, "an insert returns its row").id;
}

/** The portrait a person shows from now on; null for none. */
interface AvatarChoice {
  readonly userId: string;
  readonly shown: { readonly pictureId: string; readonly url: string } | null;
  readonly at: Date;
}

/**
 * Shows a portrait and discards the one before. The person's row is locked first: of two uploads at once the later one
 * stays, and the other is discarded and not forgotten. False when there is no such account (any more).
 */
export async function chooseAvatar(
  { transact }: DatabaseClient,
  { userId, shown, at }: AvatarChoice,
): Promise<boolean> {
  return transact(async (transaction) => {
    const changed = await transaction
      .update(users)
      .set({ avatarUrl: shown?.url ?? null })
      .where(and(hasId(users.id, userId), isNull(users.deletedAt)))
      .returning({ id: users.id });
    if (changed.length === 0) return false;
    const isOwn = and(hasId(pictures.ownerId, userId), eq(pictures.purpose, "avatar"));
    await transaction
      .update(pictures)
      .set({ discardAt: at })
      .where(
        and(isOwn, isNull(pictures.discardAt), shown === null ? undefined : ne(pictures.id, shown.pictureId)),
      );
    if (shown === null) return true;
    await transaction
      .update(pictures)
      .set({ discardAt: null })
      .where(and(isOwn, hasId(pictures.id, shown.pictureId)));
    return true;
  });
}

export interface DiscardedPicture {
  readonly id: string;
  readonly purpose: PicturePurpose;
  readonly contentType: string | null;
  readonly widthPx: number | null;
}

/** Pictures whose time is up, the longest overdue first. */
export async function listDiscardedPictures(
  database: Database,
  { at, limit }: { readonly at: Date; readonly limit: number },
): Promise<DiscardedPicture[]> {
  return database
    .select({
      id: pictures.id,
      purpose: pictures.purpose,
      contentType: pictures.contentType,
      widthPx: pictures.widthPx,
    })
    .from(pictures)
    .where(lte(pictures.discardAt, at))
    .orderBy(asc(pictures.discardAt), asc(pictures.id))
    .limit(limit);
}

/** Forgets pictures whose files are gone. */
export async function forgetPictures(database: Database, pictureIds: readonly string[]): Promise<void> {
  if (pictureIds.length === 0) return;
  await database.delete(pictures).where(inArray(pictures.id, [...pictureIds]));
}
