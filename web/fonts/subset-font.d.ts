/** The part of the package that is used here; it ships no types. */
declare module "subset-font" {
  interface SubsetOptions {
    readonly targetFormat: "woff2" | "woff" | "truetype";
    /** A number pins an axis, a range limits it. */
    readonly variationAxes: Readonly<
      Record<string, number | { readonly min: number; readonly max: number } | undefined>
    >;
  }
  export default function subsetFont(font: Buffer, text: string, options: SubsetOptions): Promise<Buffer>;
}
