/**
 * Where to go after signing in: only a path of our own. `//host` and `/\host` are addresses of other sites to a
 * browser, so they are not paths.
 */
export function readReturnTo(value: FormDataEntryValue | string | null): string {
  if (typeof value !== "string" || !/^\/(?![/\\])/u.test(value)) return "/";
  return value;
}
