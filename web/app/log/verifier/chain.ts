import type { Fact } from "../../../../domain/room/fact.ts";
import { sha256Hex, toCanonicalJson } from "./hash.ts";
import type { Finding } from "./report.ts";

/** Rule H1: numbered without gaps, each hash covering the fact and the hash before it, the first following from the id. */
export async function checkChain(auctionId: string, facts: readonly Fact[]): Promise<Finding | undefined> {
  let expectedPrevious = await sha256Hex(`blytz.v1:${auctionId}`);
  for (const [index, fact] of facts.entries()) {
    const { hash, previousHash, ...bare } = fact;
    const fail = (text: string): Finding => ({ check: "chain", seq: fact.seq, text });
    if (fact.seq !== index + 1) return fail(`fact ${index + 1} is missing`);
    if (previousHash !== expectedPrevious) return fail("it does not follow the fact before it");
    if ((await sha256Hex(previousHash + toCanonicalJson(bare))) !== hash)
      return fail("it is not what was hashed");
    expectedPrevious = hash;
  }
  return undefined;
}
