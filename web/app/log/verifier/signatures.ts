import type { LogSignature } from "../../../../contract/room/fact.ts";
import type { Fact } from "../../../../domain/room/fact.ts";
import type { Finding, Outcome } from "./report.ts";

/** A public key of the JWKS. */
export type PublicKey = {
  readonly kty: string;
  readonly kid?: string;
  readonly crv?: string;
  readonly x?: string;
};

type SignedLog = {
  readonly auctionId: string;
  readonly facts: readonly Fact[];
  readonly signatures: readonly LogSignature[];
  readonly keys: readonly PublicKey[];
};

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

async function importKey({ x = "" }: PublicKey): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey("raw", fromBase64Url(x), { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return undefined;
  }
}

/** Rule H1: Ed25519 over the place and hash of a fact, by keys that stay published. */
export async function checkSignatures(log: SignedLog): Promise<{ outcome: Outcome; finding?: Finding }> {
  if (log.signatures.length === 0) return { outcome: "absent" };
  for (const { seq, hash, signature, keyId } of log.signatures) {
    const fail = (text: string) =>
      ({ outcome: "fails", finding: { check: "signatures", seq, text } }) as const;
    if (log.facts[seq - 1]?.hash !== hash) return fail("what was signed is not in the log");
    const key = log.keys.find((each) => each.kid === keyId && each.kty === "OKP" && each.crv === "Ed25519");
    if (!key) return fail(`the key ${keyId} is not published`);
    const imported = await importKey(key);
    // Browsers have Ed25519 since about 2025; an older one can still check everything else.
    if (!imported) return { outcome: "impossible" };
    const message = new TextEncoder().encode(`blytz.v1:${log.auctionId}:${seq}:${hash}`);
    const holds = await crypto.subtle.verify("Ed25519", imported, fromBase64Url(signature), message);
    if (!holds) return fail("the signature is not by that key");
  }
  return { outcome: "holds" };
}
