import { expect, test } from "vitest";
import { findPictureId, listPictureSources, listPictureWidths, toPictureUrl } from "./pictures.ts";

const id = "0190c6e0-0000-7000-8000-000000000001";

test.each([
  [4_000, [320, 640, 960, 1_440]],
  [1_440, [320, 640, 960, 1_440]],
  // 960 would be nearly the same file again.
  [1_000, [320, 640, 1_000]],
  [700, [320, 700]],
  [640, [320, 640]],
  [330, [330]],
  [100, [100]],
])("a picture %i pixels wide is kept in %o", (widthPx, widths) => {
  expect(listPictureWidths(widthPx)).toEqual(widths);
});

test.each([4_000, 1_440, 1_000, 700, 640, 330, 100])(
  "the address of a picture %i pixels wide leads to all its files",
  (widthPx) => {
    const url = toPictureUrl(id, widthPx);
    expect(findPictureId(url)).toBe(id);
    const srcSet = (format: string) =>
      listPictureWidths(widthPx)
        .map((width) => `/media/pictures/${id}/${width}.${format} ${width}w`)
        .join(", ");
    expect(listPictureSources(url)).toEqual([
      { type: "image/avif", srcSet: srcSet("avif") },
      { type: "image/webp", srcSet: srcSet("webp") },
    ]);
  },
);

test("the house's own pictures are kept in one format, and others are single files", () => {
  expect(listPictureSources("/demo/diver-1/640.webp")).toEqual([
    { type: "image/webp", srcSet: "/demo/diver-1/320.webp 320w, /demo/diver-1/640.webp 640w" },
  ]);
  expect(findPictureId("/demo/diver-1/640.webp")).toBeUndefined();
  for (const url of [
    "/demo/diver.svg",
    `/media/avatars/${id}/256.webp`,
    `/media/pictures/${id}/640.avif`,
    "",
  ])
    expect(listPictureSources(url)).toEqual([]);
});
