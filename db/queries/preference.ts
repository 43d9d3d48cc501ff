/** The `preference` of a row chosen as the default just now, or only added (see `preference` in db/schema/columns.ts). */
export function computePreference(chosen: boolean): number {
  const now = Date.now();
  return chosen ? now : -now;
}
