/**
 * RFC 8785 canonical JSON: keys by their UTF-16 code units, numbers and strings as JavaScript writes them. The
 * verifier's own, not the room's: a mistake would have to be made twice to pass.
 */
export function toCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toCanonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${toCanonicalJson(member)}`).join(",")}}`;
}

/** SHA-256 of UTF-8 text as lower-case hex. Browsers have it on https and localhost only. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Rule H2's commitment; `what` is a bid's id, or `reserve`. */
export function commitTo(
  auctionId: string,
  lotId: string,
  what: string,
  hidden: { readonly amountMinor: number; readonly salt: string },
): Promise<string> {
  return sha256Hex(toCanonicalJson([auctionId, lotId, what, hidden.amountMinor, hidden.salt]));
}
