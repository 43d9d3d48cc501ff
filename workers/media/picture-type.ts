/** The pictures people may upload, and what their files are called. Nothing that is text, has scripts or moves. */
const extensions = {
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "image/webp": ["webp"],
} as const satisfies Record<string, readonly string[]>;

export type PictureType = keyof typeof extensions;

const text = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

const marks: Readonly<Record<PictureType, (bytes: Uint8Array) => boolean>> = {
  "image/jpeg": (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
  "image/png": (bytes) => text(bytes, 0, 8) === "\u0089PNG\r\n\u001a\n" && text(bytes, 12, 16) === "IHDR",
  "image/webp": (bytes) =>
    text(bytes, 0, 4) === "RIFF" && text(bytes, 8, 12) === "WEBP" && text(bytes, 12, 15) === "VP8",
};

/** How much of a file {@link findPictureType} looks at. */
export const markBytes = 16;

/** What a file is by its first bytes; undefined when it is no picture we take. */
export function findPictureType(bytes: Uint8Array): PictureType | undefined {
  const types = Object.keys(marks) as PictureType[];
  return types.find((type) => marks[type](bytes));
}

/** Whether a file's name and declared type say the same as its content; both may say nothing. */
export function isDeclaredAs(
  file: { readonly name: string; readonly type: string },
  type: PictureType,
): boolean {
  const [, extension] = /\.([^./\\]*)$/u.exec(file.name) ?? [];
  const known: readonly string[] = extensions[type];
  return (
    (extension === undefined || known.includes(extension.toLowerCase())) &&
    (file.type === "" || file.type === "application/octet-stream" || file.type === type)
  );
}
