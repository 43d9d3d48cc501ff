import { z } from "../../contract/zod.ts";
import type { PublicKey, PublicLog } from "./public-log.ts";
import type { Finding, Outcome } from "./report.ts";

const signedFact = z.object({ seq: z.int(), hash: z.string(), type: z.string() });
type SignedFact = z.infer<typeof signedFact>;

export interface SignaturesChecked {
  readonly outcome: Outcome;
  readonly finding: Finding | null;
  readonly unchecked: readonly string[];
}

/** H1: Ed25519 over the place and hash of a fact, by keys that stay published; at each close of a lot and at the end. */
export async function checkSignatures(log: PublicLog): Promise<SignaturesChecked> {
  const { auctionId, signatures, keys } = log;
  // Not parsed by kind: a signature may stand on a fact this build does not know.
  const facts = log.facts.map((fact, index): SignedFact =>
    signedFact.catch({ seq: index + 1, hash: "", type: "" }).parse(fact),
  );
  if (signatures.length === 0) return withoutSignatures(facts);
  if (keys.length === 0) {
    return {
      outcome: "impossible",
      finding: null,
      unchecked: ["The signatures: no keys were given to check them by."],
    };
  }
  for (const { seq, hash, signature, keyId } of signatures) {
    const fail = (text: string): SignaturesChecked => failed(seq, text);
    if (facts[seq - 1]?.hash !== hash) return fail("What was signed is not in the log.");
    const key = keys.find(({ kid, kty, crv }) => kid === keyId && kty === "OKP" && crv === "Ed25519");
    if (key === undefined) return fail(`The key ${keyId} is not published.`);
    const imported = await importKey(key);
    if (imported === null) {
      return {
        outcome: "impossible",
        finding: null,
        unchecked: ["The signatures: this machine knows no Ed25519."],
      };
    }
    const message = new TextEncoder().encode(`blytz.v1:${auctionId}:${seq}:${hash}`);
    const bytes = fromBase64Url(signature);
    if (bytes === null || !(await crypto.subtle.verify("Ed25519", imported, bytes, message))) {
      return fail(`The signature is not by the key ${keyId}.`);
    }
  }
  // A signature covers everything before it, through the chain.
  const signedSeq = Math.max(...signatures.map(({ seq }) => seq));
  const unsigned = facts.find(({ seq, type }) => seq > signedSeq && closing.has(type));
  if (unsigned !== undefined) return failed(unsigned.seq, "A lot was closed and nobody signed it.");
  const after = facts.length - signedSeq;
  const unchecked = after > 0 ? [`The last ${after} facts: they are signed at the next close.`] : [];
  return { outcome: "holds", finding: null, unchecked };
}

const closing: ReadonlySet<string> = new Set([
  "lot.sold",
  "lot.passed",
  "lot.voided",
  "auction.ended",
  "auction.cancelled",
]);

function withoutSignatures(facts: readonly SignedFact[]): SignaturesChecked {
  const unsigned = facts.some(({ type }) => closing.has(type));
  return {
    outcome: "absent",
    finding: null,
    unchecked: unsigned ? ["The signatures: the log came without any."] : [],
  };
}

function failed(seq: number, text: string): SignaturesChecked {
  return { outcome: "fails", finding: { check: "signatures", seq, rule: "H1", text }, unchecked: [] };
}

/** Not every platform's types name CryptoKey; all have what makes one. */
type VerifyingKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** Browsers have Ed25519 since about 2025; an older one can still check everything else. */
async function importKey({ x = "" }: PublicKey): Promise<VerifyingKey | null> {
  const bytes = fromBase64Url(x);
  if (bytes === null) return null;
  return crypto.subtle.importKey("raw", bytes, { name: "Ed25519" }, false, ["verify"]).catch(() => null);
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
