import { avatarSides } from "../../contract/pictures.ts";
import type { PictureFormat, VideoType } from "../../contract/pictures.ts";
import { isUuid } from "../../db/queries/ids.ts";
import type { AppContext } from "../environment.ts";
import { toAvatarKey, toPictureKey, toVideoKey } from "../media/media-files.ts";
import { notFound } from "../middleware/problem.ts";
import { getStorage } from "../providers/storage/storage.ts";
import type { StoredFile } from "../providers/storage/storage.ts";
import type { Interface } from "./mount.ts";

/** A year. Another picture has another address, so what is here never changes. */
const forGood = "public, max-age=31536000, immutable";
/** Should a browser ever open one as a page: it may do nothing at all. */
const policy = "default-src 'none'; frame-ancestors 'none'; sandbox";

const sideOfFile = new Map(avatarSides.map((side) => [`${side}.webp`, side]));

const variantName = /^(?<width>[1-9]\d{0,3})\.(?<format>avif|webp)$/u;
const videoName = /^(?<id>[0-9a-f-]{36})\.(?<extension>mp4|webm)$/u;

/** The pictures and videos people uploaded; of plain-routes.ts. Only names of our own making lead to a file. */
export function mountMedia({ app }: Interface): void {
  app.get("/media/avatars/:pictureId/:file", async (context) => {
    const pictureId = context.req.param("pictureId");
    const side = sideOfFile.get(context.req.param("file"));
    if (!isUuid(pictureId) || side === undefined) throw notFound("picture");
    return answerFile(context, toAvatarKey(pictureId, side), "image/webp");
  });
  app.get("/media/pictures/:pictureId/:file", async (context) => {
    const pictureId = context.req.param("pictureId");
    const { width, format } = variantName.exec(context.req.param("file"))?.groups ?? {};
    if (!isUuid(pictureId) || width === undefined) throw notFound("picture");
    const known: PictureFormat = format === "avif" ? "avif" : "webp";
    return answerFile(context, toPictureKey(pictureId, Number(width), known), `image/${known}`);
  });
  app.get("/media/videos/:file", async (context) => {
    const { id, extension } = videoName.exec(context.req.param("file"))?.groups ?? {};
    if (id === undefined || !isUuid(id)) throw notFound("video");
    const type: VideoType = extension === "webm" ? "video/webm" : "video/mp4";
    return answerFile(context, toVideoKey(id, type), type);
  });
}

/** The type is what the address says: a file is stored under one only when its content is of it. */
async function answerFile(context: AppContext, key: string, contentType: string): Promise<Response> {
  const question = { headers: context.req.raw.headers, withoutBody: context.req.method === "HEAD" };
  const found = await getStorage(context.env).read(key, question);
  if (found === undefined) throw notFound("picture");
  return new Response(found.body, {
    status: statuses[found.answer],
    headers: describeFile({ ...found, contentType }),
  });
}

const statuses = { whole: 200, part: 206, same: 304 } as const;

function describeFile({ answer, etag, uploadedAt, contentType, size, range }: StoredFile): Headers {
  const headers = new Headers({
    "Cache-Control": forGood,
    "Content-Security-Policy": policy,
    "Content-Disposition": "inline",
    "Accept-Ranges": "bytes",
    ETag: etag,
    ...(uploadedAt === null ? {} : { "Last-Modified": uploadedAt.toUTCString() }),
  });
  if (answer === "same") return headers;
  headers.set("Content-Type", contentType);
  headers.set("Content-Length", String(range?.length ?? size));
  if (range !== null) {
    const last = range.offset + range.length - 1;
    headers.set("Content-Range", `bytes ${range.offset}-${last}/${size}`);
  }
  return headers;
}
