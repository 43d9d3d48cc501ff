import type { Media } from "../../contract/http/uploads.ts";
import type { ProductPicture } from "../../contract/http/products.ts";
import { listPictureWidths, pictureFormats, toPicturePath, toPictureUrl } from "../../contract/pictures.ts";
import { toVideoPath } from "../../contract/pictures.ts";
import type { Upload } from "../../db/queries/uploads.ts";
import type { ProductImage } from "../../db/schema/catalogue.ts";
import { must } from "../../domain/result.ts";
import { isVideoType } from "../media/media-files.ts";

/** A picture's files, in the formats and widths there are. */
const listVariants = (pictureId: string, widthPx: number) =>
  listPictureWidths(widthPx).flatMap((width) =>
    pictureFormats.map((format) => ({
      url: toPicturePath(pictureId, width, format),
      type: `image/${format}` as const,
      widthPx: width,
    })),
  );

/** An upload that is complete, as its uploader hears of it. */
export function toMedia({ id, contentType, widthPx, heightPx, placeholder }: Upload): Media {
  if (isVideoType(contentType)) return { id, kind: "video", url: toVideoPath(id, contentType), contentType };
  const width = must(widthPx ?? undefined, "a picture that is complete has a size");
  return {
    id,
    kind: "picture",
    url: toPictureUrl(id, width),
    widthPx: width,
    heightPx: must(heightPx ?? undefined, "a picture that is complete has a size"),
    placeholder: placeholder ?? "",
    variants: listVariants(id, width),
  };
}

/** A picture of a product as anybody may see it. */
export function toProductPicture({ pictureId, ...image }: ProductImage): ProductPicture {
  if (pictureId === undefined || image.widthPx === undefined) return image;
  return { ...image, id: pictureId, variants: listVariants(pictureId, image.widthPx) };
}

/** A picture as a product keeps it. */
export const toProductImage = (upload: Upload, alt: string): ProductImage => {
  const widthPx = must(upload.widthPx ?? undefined, "a picture that is complete has a size");
  return {
    url: toPictureUrl(upload.id, widthPx),
    alt,
    pictureId: upload.id,
    widthPx,
    heightPx: must(upload.heightPx ?? undefined, "a picture that is complete has a size"),
    placeholder: upload.placeholder ?? "",
  };
};

/** A product's video by the address it is kept under. */
export function toProductVideo(videoUrl: string | null): { url: string; contentType: string } | null {
  if (videoUrl === null) return null;
  return { url: videoUrl, contentType: videoUrl.endsWith(".webm") ? "video/webm" : "video/mp4" };
}
