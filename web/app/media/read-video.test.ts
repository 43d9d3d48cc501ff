import { expect, test } from "vitest";
import type { PageApi } from "../api/api.server.ts";
import { readVideo } from "./read-video.server.ts";

/** Answers an upload with an id that tells the file. */
const api = {
  call: async (_operation: unknown, { body }: { body: { file: File } }) => ({
    id: `id of ${body.file.name}`,
  }),
} as unknown as PageApi;

const film = new File(["x"], "film.mp4");
const nothingChosen = new File([], "");

test.each([
  ["a new one, sent when it was chosen", { videoId: "a" }, "a"],
  ["none", { videoId: "" }, null],
  ["the one there was", { videoId: "same" }, undefined],
  ["a file of a page without scripts", { video: film }, "id of film.mp4"],
  ["a file in place of what there was", { video: film, removeVideo: "yes" }, "id of film.mp4"],
  ["none any more", { video: nothingChosen, removeVideo: "yes" }, null],
  ["the one there was, without scripts", { video: nothingChosen }, undefined],
])("%s", async (_what, parts, expected) => {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.set(name, part);
  expect(await readVideo(api, form)).toBe(expected);
});
