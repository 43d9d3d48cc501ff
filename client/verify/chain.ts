import { sha256Hex, toCanonicalJson } from "./digest.ts";
import type { Finding } from "./report.ts";

/** Hashes that are worked out side by side; one by one a long log would spend its time waiting. */
const BATCH = 200;

/** H1: numbered without gaps, each hash over the fact and the hash before it, the first over the auction's id. */
export async function checkChain(auctionId: string, facts: readonly unknown[]): Promise<Finding | null> {
  let expectedPrevious: unknown = await sha256Hex(`blytz.v1:${auctionId}`);
  for (let start = 0; start < facts.length; start += BATCH) {
    const batch = facts.slice(start, start + BATCH).map(asRecord);
    const computed = await Promise.all(batch.map(hashFact));
    for (const [offset, fact] of batch.entries()) {
      const seq = start + offset + 1;
      const fail = (text: string): Finding => ({ check: "chain", seq, rule: "H1", text });
      if (fact["seq"] !== seq) return fail(`Fact ${seq} is missing, or is numbered ${String(fact["seq"])}.`);
      if (fact["previousHash"] !== expectedPrevious) return fail("It does not follow the fact before it.");
      if (fact["hash"] !== computed[offset]) return fail("It is not what was hashed.");
      expectedPrevious = fact["hash"];
    }
  }
  return null;
}

async function hashFact(fact: Record<string, unknown>): Promise<string> {
  const { hash: _hash, previousHash, ...rest } = fact;
  return sha256Hex(String(previousHash) + toCanonicalJson(rest));
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
