import type { ProductPictureInput } from "../../../contract/http/products.ts";
import { uploadMedia } from "../../../contract/http/uploads.ts";
import type { PageApi } from "../api/api.server.ts";

/**
 * The pictures of a form with a `PictureUploader`, in their owner's order: those that were sent when they were chosen, and
 * behind them the files that a page without scripts sends with the form.
 */
export async function readPictures(api: PageApi, form: FormData): Promise<ProductPictureInput[]> {
  const alts = readTexts(form, "imageAlt");
  const sent = readTexts(form, "imageId").map((id, index) => ({ id, alt: alts[index] ?? "" }));
  const files = form.getAll("pictures").filter((part) => part instanceof File);
  const uploaded: ProductPictureInput[] = [];
  // One after the other: each is decoded in the same place.
  // A field nothing was chosen in comes as an empty file.
  for (const file of files.filter(({ size }) => size > 0)) {
    const { id } = await api.call(uploadMedia, { body: { file } });
    uploaded.push({ id, alt: "" });
  }
  return [...sent, ...uploaded];
}

const readTexts = (form: FormData, name: string): string[] =>
  form.getAll(name).filter((part) => typeof part === "string");
