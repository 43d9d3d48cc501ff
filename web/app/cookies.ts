/** One cookie's value out of a Cookie header. Values are ours and plain, so nothing is decoded. */
export function parseCookie(header: string | null, name: string): string | undefined {
  return header
    ?.split(";")
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
