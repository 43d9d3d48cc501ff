import { expect, test } from "vitest";
import type { PageApi } from "../api/api.server.ts";
import { readPictures } from "./read-pictures.server.ts";

/** Answers an upload with an id that tells the file. */
const api = {
  call: async (_operation: unknown, { body }: { body: { file: File } }) => ({
    id: `id of ${body.file.name}`,
  }),
} as unknown as PageApi;

test("pictures sent as they were chosen come first, in their order; a page without scripts sends files", async () => {
  const form = new FormData();
  for (const [id, alt] of [
    ["b", "Back"],
    ["a", ""],
  ] as const) {
    form.append("imageId", id);
    form.append("imageAlt", alt);
  }
  form.append("pictures", new File(["x"], "side.png"));
  form.append("pictures", new File([], ""));
  expect(await readPictures(api, form)).toEqual([
    { id: "b", alt: "Back" },
    { id: "a", alt: "" },
    { id: "id of side.png", alt: "" },
  ]);
  expect(await readPictures(api, new FormData())).toEqual([]);
});
