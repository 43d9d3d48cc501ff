import { uploadMedia } from "../../../contract/http/uploads.ts";
import type { PageApi } from "../api/api.server.ts";
import { readText } from "../api/form-values.ts";

/**
 * The video of a form with a `VideoField`: an id for a new one, null for none, undefined for the one there was. A page
 * without scripts sends the file with the form.
 */
export async function readVideo(api: PageApi, form: FormData): Promise<string | null | undefined> {
  const file = form.get("video");
  if (file instanceof File && file.size > 0) return (await api.call(uploadMedia, { body: { file } })).id;
  if (readText(form, "removeVideo") === "yes") return null;
  if (!form.has("videoId")) return undefined;
  const id = readText(form, "videoId");
  if (id === "same") return undefined;
  return id === "" ? null : id;
}
