import { and, eq, gt, inArray, isNotNull, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import type { ProductImage } from "../schema/catalogue.ts";
import { type PicturePurpose, pictures } from "../schema/pictures.ts";
import { hasId, isUuid } from "./ids.ts";

/** What nothing shows by then is removed: time to finish a listing, and to come back to it the next day. */
const unshownLifeMs = 24 * 3_600_000;
/** A picture this close to its end is not taken any more, so that the sweep never removes what was just taken. */
const takenBeforeEndMs = 10 * 60_000;

const uploadColumns = {
  id: pictures.id,
  purpose: pictures.purpose,
  contentType: pictures.contentType,
  byteSize: pictures.byteSize,
  completedAt: pictures.completedAt,
  widthPx: pictures.widthPx,
  heightPx: pictures.heightPx,
  placeholder: pictures.placeholder,
};

const selectUploads = (database: Database) => database.select(uploadColumns).from(pictures).$dynamic();

/** An upload as its owner has it, complete or not. */
export type Upload = Awaited<ReturnType<typeof selectUploads>>[number];

interface Announced {
  readonly ownerId: string;
  readonly purpose: Exclude<PicturePurpose, "avatar">;
  readonly contentType: string;
  readonly byteSize: number;
}

/** Notes an upload before its first byte arrives. */
export async function addUpload(database: Database, announced: Announced, at: Date): Promise<Upload> {
  const [added] = await database
    .insert(pictures)
    .values({ ...announced, discardAt: new Date(at.getTime() + unshownLifeMs) })
    .returning(uploadColumns);
  return must(added, "an insert returns its row");
}

/** An upload, with whose it has to be. */
export interface OwnUpload {
  readonly uploadId: string;
  readonly ownerId: string;
}

const isOwn = ({ uploadId, ownerId }: OwnUpload): SQL | undefined =>
  and(hasId(pictures.id, uploadId), hasId(pictures.ownerId, ownerId), isNoPortrait);

/** Portraits have a way of their own (`chooseAvatar`). */
const isNoPortrait = ne(pictures.purpose, "avatar");

/** Undefined for an upload that is not theirs, is being removed, or was refused. */
export async function findUpload(
  database: Database,
  upload: OwnUpload,
  at: Date,
): Promise<Upload | undefined> {
  const [found] = await selectUploads(database).where(and(isOwn(upload), isThere(at)));
  return found;
}

/** Whether an upload still waits for its file: neither complete, nor refused, nor being removed. */
export async function isUploadOpen(database: Database, uploadId: string, at: Date): Promise<boolean> {
  const [found] = await database
    .select({ id: pictures.id })
    .from(pictures)
    .where(and(hasId(pictures.id, uploadId), isNull(pictures.completedAt), isThere(at)));
  return found !== undefined;
}

const isThere = (at: Date): SQL | undefined =>
  or(isNull(pictures.discardAt), gt(pictures.discardAt, new Date(at.getTime() + takenBeforeEndMs)));

/** What a picture's content is like. */
export interface Finding {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly placeholder: string;
}

/** Notes what a picture is like, before its files: should this stop in between, the sweep knows their names. */
export async function noteFinding(database: Database, upload: OwnUpload, finding: Finding): Promise<void> {
  await database.update(pictures).set(finding).where(isOwn(upload));
}

/** Says that an upload can be shown: its files are all there. Undefined when it was removed meanwhile. */
export async function completeUpload(
  database: Database,
  upload: OwnUpload,
  at: Date,
): Promise<Upload | undefined> {
  const [completed] = await database
    .update(pictures)
    .set({ completedAt: at })
    .where(and(isOwn(upload), isThere(at)))
    .returning(uploadColumns);
  return completed;
}

/** Leaves a refused upload to the sweep. What is complete stays. */
export async function discardUpload(database: Database, upload: OwnUpload, at: Date): Promise<void> {
  await database
    .update(pictures)
    .set({ discardAt: at })
    .where(and(isOwn(upload), isNull(pictures.completedAt)));
}

/** Complete uploads of a purpose that are the owner's and may still be taken, by id. */
export async function findReadyUploads(
  database: Database,
  { ownerId, purpose, ids, at }: TakenUploads,
): Promise<ReadonlyMap<string, Upload>> {
  const known = [...new Set(ids)].filter(isUuid);
  if (known.length === 0) return new Map();
  const rows = await selectUploads(database).where(
    and(
      inArray(pictures.id, known),
      hasId(pictures.ownerId, ownerId),
      eq(pictures.purpose, purpose),
      isNotNull(pictures.completedAt),
      isThere(at),
    ),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

interface TakenUploads {
  readonly ownerId: string;
  readonly purpose: "picture" | "video";
  readonly ids: readonly string[];
  readonly at: Date;
}

/** Keeps pictures for good: a lot names them, and so does its room's public log. */
export async function keepPictures(database: Database, ids: readonly string[], at: Date): Promise<void> {
  const known = [...new Set(ids)].filter(isUuid);
  if (known.length === 0) return;
  await database
    .update(pictures)
    .set({ keptAt: sql`coalesce(${pictures.keptAt}, ${at})`, discardAt: null })
    .where(and(inArray(pictures.id, known), isNotNull(pictures.completedAt)));
}

/**
 * Whether some product that is not deleted shows an upload. Counted, not `exists`: for that Postgres expects to meet one
 * soon and reads the table from its start, instead of using the index.
 */
const isShown = sql`(
  0 < (select count(*) from products where products.deleted_at is null and products.images @>
    jsonb_build_array(jsonb_build_object('pictureId', pictures.id::text)))
  or exists (select from products where products.seller_id = pictures.owner_id and products.deleted_at is null
    and products.video_url like '/media/videos/' || pictures.id || '.%'))`;

/**
 * Notes which of these uploads products show, in the transaction that changed the products: what is shown stays, what no
 * longer is goes in a day.
 */
export async function noteShown(database: Database, uploadIds: readonly string[], at: Date): Promise<void> {
  const ids = [...new Set(uploadIds)].filter(isUuid);
  if (ids.length === 0) return;
  const end = new Date(at.getTime() + unshownLifeMs);
  await database
    .update(pictures)
    .set({ discardAt: sql`case when ${isShown} then null else coalesce(${pictures.discardAt}, ${end}) end` })
    .where(and(inArray(pictures.id, ids), isNull(pictures.keptAt), isNoPortrait));
}

/** Of overdue uploads, those some product shows after all; they stay. Two changes at once can miss each other. */
export async function rescueShown(database: Database, uploadIds: readonly string[]): Promise<Set<string>> {
  if (uploadIds.length === 0) return new Set();
  const rescued = await database
    .update(pictures)
    .set({ discardAt: null })
    .where(and(inArray(pictures.id, [...uploadIds]), isNoPortrait, isShown))
    .returning({ id: pictures.id });
  return new Set(rescued.map(({ id }) => id));
}

const videoPath = /^\/media\/videos\/([0-9a-f-]{36})\./u;

/** The uploads a product shows. */
export const listShownUploads = (product: {
  readonly images?: readonly ProductImage[] | undefined;
  readonly videoUrl?: string | null | undefined;
}): string[] => [
  ...(product.images ?? []).flatMap(({ pictureId }) => pictureId ?? []),
  ...(videoPath.exec(product.videoUrl ?? "")?.slice(1) ?? []),
];
