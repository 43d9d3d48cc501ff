import { fact as factSchema, logSignature } from "../../contract/room/fact.ts";
import { z } from "../../contract/zod.ts";
import type { Fact } from "../../domain/room/fact.ts";
import type { LogSignature } from "../../contract/room/fact.ts";

/** A public key of the JWKS, as far as a verifier looks at it. */
export const publicKey = z.object({
  kty: z.string(),
  kid: z.string().optional(),
  crv: z.string().optional(),
  x: z.string().optional(),
});
export type PublicKey = z.infer<typeof publicKey>;

/** A whole public log and the published keys: what `npm run verify` reads from a file. */
export interface PublicLog {
  readonly auctionId: string;
  /** As they came, fields this build does not know included: the hashes cover those too. */
  readonly facts: readonly unknown[];
  readonly signatures: readonly LogSignature[];
  readonly keys: readonly PublicKey[];
}

export const publicLog = z.object({
  auctionId: z.string().min(1),
  facts: z.array(z.unknown()),
  signatures: z.array(logSignature).default([]),
  keys: z.array(publicKey).default([]),
});

/** A page of GET …/log, its facts untouched. */
const page = z.object({
  success: z.literal(true),
  data: z.object({
    facts: z.array(z.unknown()),
    head: z.object({ seq: z.int().min(0) }),
    signatures: z.array(logSignature).default([]),
  }),
});
const keySet = z.object({ keys: z.array(publicKey) });

/** Reads a log page by page, and the keys. `fetchJson` gets the parsed body of a path of the site. */
export async function readPublicLog(
  auctionId: string,
  fetchJson: (path: string) => Promise<unknown>,
): Promise<PublicLog> {
  const facts: unknown[] = [];
  const signatures = new Map<number, LogSignature>();
  for (;;) {
    const path = `/api/v1/auctions/${encodeURIComponent(auctionId)}/log?afterSeq=${facts.length}`;
    const { data } = page.parse(await fetchJson(path));
    facts.push(...data.facts);
    for (const signature of data.signatures) signatures.set(signature.seq, signature);
    // Facts may be added while we read; what was there at the last page is a log of its own.
    if (data.facts.length === 0 || facts.length >= data.head.seq) break;
  }
  const { keys } = keySet.parse(await fetchJson("/.well-known/jwks.json"));
  return { auctionId, facts, signatures: [...signatures.values()], keys };
}

/** The facts as the rules know them; the first that is none of ours ends the list. */
export function parseFacts(raw: readonly unknown[]): {
  readonly facts: readonly Fact[];
  readonly strange: string | null;
} {
  const facts: Fact[] = [];
  for (const value of raw) {
    const parsed = factSchema.safeParse(value);
    if (!parsed.success) {
      return {
        facts,
        strange: `Fact ${facts.length + 1} is of a kind this verifier does not know: ${z.prettifyError(parsed.error)}`,
      };
    }
    facts.push(parsed.data);
  }
  return { facts, strange: null };
}
