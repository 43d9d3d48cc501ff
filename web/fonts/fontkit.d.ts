/** The part of the package that is used here; it ships no types. */
declare module "fontkit" {
  export function create(font: Uint8Array): { readonly characterSet: readonly number[] };
}
