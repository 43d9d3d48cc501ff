/**
 * A partial change as it comes out of a parsed request: a field left out and a field that is `undefined` both stay as
 * they are.
 */
export type Change<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | undefined };

/** Nothing to set; an UPDATE needs at least one column. */
export function isEmptyChange(change: object): boolean {
  return Object.values(change).every((value) => value === undefined);
}
