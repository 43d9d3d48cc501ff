/** The part of the package that is used here; it ships no types. */
declare module "bidi-js" {
  interface Bidi {
    /** By UTF-16 unit: even runs from left to right, odd from right to left (UAX 9). */
    readonly getEmbeddingLevels: (text: string) => { readonly levels: Uint8Array };
    readonly getMirroredCharacter: (character: string) => string | null;
  }
  export default function makeBidi(): Bidi;
}
