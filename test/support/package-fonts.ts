import { listDocumentFonts } from "../../web/vite/document-fonts.ts";

const files = new Map((await listDocumentFonts()).map(({ path, bytes }) => [path, bytes]));

/** The fonts as the build puts them among the assets. */
export const packageFonts = {
  read: (path: string): Promise<Uint8Array<ArrayBuffer> | undefined> => Promise.resolve(files.get(path)),
};
