import { canonicalise } from "./canonical.ts";
import type { Context } from "./context.ts";
import type { Fact, FactBody } from "./fact.ts";

/** Where a log ends. `hash` is null while it has no fact. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string | null;
}

export const emptyChain: ChainHead = { seq: 0, hash: null };

export interface Seal {
  readonly auctionId: string;
  readonly atMs: number;
  readonly sha256: Context["sha256"];
}

/** What the first fact names as its previous hash (rule H1). */
export function computeFirstHash(auctionId: string, sha256: Context["sha256"]): string {
  return sha256(`blytz.v1:${auctionId}`);
}

/** A fact's hash (rule H1). `fact` is without `hash` and `previousHash`. */
function computeFactHash(
  previousHash: string,
  fact: FactBody & { readonly seq: number; readonly atMs: number },
  sha256: Context["sha256"],
): string {
  return sha256(previousHash + canonicalise(fact));
}

/** Numbers and chains what happened, after the log's head (rule H1). */
export function sealFacts(head: ChainHead, bodies: readonly FactBody[], seal: Seal): Fact[] {
  const { auctionId, atMs, sha256 } = seal;
  const facts: Fact[] = [];
  let seq = head.seq;
  let previousHash = head.hash;
  for (const body of bodies) {
    previousHash ??= computeFirstHash(auctionId, sha256);
    seq += 1;
    const numbered = { seq, atMs, ...body };
    const hash = computeFactHash(previousHash, numbered, sha256);
    facts.push({ ...numbered, hash, previousHash });
    previousHash = hash;
  }
  return facts;
}
