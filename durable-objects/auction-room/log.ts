import { createPrivateKey, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { Ed25519PrivateJwk } from "../../contract/keys.ts";
import type { LogPage, LogSignature } from "../../contract/room/fact.ts";
import { findSigningKey } from "../../domain/access/key-rotation.ts";
import { limits } from "../../domain/limits.ts";
import { must } from "../../domain/result.ts";
import { computeFirstHash } from "../../domain/room/chain.ts";
import type { Fact } from "../../domain/room/fact.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import { sha256 } from "./commit.ts";
import { readEntriesWithFacts } from "./recent-facts.ts";
import type { Journal } from "./store/journal.ts";

/** Reads the public log, signed where rule H1 says. */
export interface LogReader {
  readonly read: (state: AuctionState, afterSeq: number, limit: number) => LogPage;
}

/** Facts that close a lot or the auction. What is opened after a hammer belongs to the close, so it is signed too. */
function isSigned(fact: Fact): boolean {
  switch (fact.type) {
    case "lot.sold":
    case "lot.passed":
    case "lot.voided":
    case "lot.revealed":
    case "auction.ended":
    case "auction.cancelled":
      return true;
    case "lot.bought":
      return fact.remaining === 0;
    default:
      return false;
  }
}

/**
 * Ed25519 is deterministic, so a signature is made when it is read and costs no row. It is the key's whose time it is; older
 * keys stay published, and a signature someone kept from before a rotation stays good.
 */
export function createLogReader(journal: Journal, keys: readonly Ed25519PrivateJwk[]): LogReader {
  const first = must(keys[0], "a log-signing key");
  const imported = new Map<string, KeyObject>();
  const importKey = ({ kid, kty, crv, d, x }: Ed25519PrivateJwk): KeyObject => {
    const key = imported.get(kid) ?? createPrivateKey({ key: { kty, crv, d, x }, format: "jwk" });
    imported.set(kid, key);
    return key;
  };
  const signHead = (auctionId: string, seq: number, hash: string): LogSignature => {
    const signing = findSigningKey(keys, Date.now()) ?? first;
    const text = new TextEncoder().encode(`blytz.v1:${auctionId}:${seq}:${hash}`);
    return {
      seq,
      hash,
      signature: sign(null, text, importKey(signing)).toString("base64url"),
      keyId: signing.kid,
    };
  };
  const readFacts = (afterSeq: number, lastSeq: number): Fact[] => {
    const facts: Fact[] = [];
    if (afterSeq >= lastSeq) return facts;
    for (const entry of readEntriesWithFacts(journal, afterSeq + 1, lastSeq)) {
      facts.push(...entry.facts.filter((fact) => fact.seq > afterSeq && fact.seq <= lastSeq));
    }
    return facts;
  };

  return {
    read: ({ spec: { auctionId }, head }, afterSeq, limit) => {
      const lastSeq = Math.min(head.seq, afterSeq + Math.min(limit, limits.logPageMax));
      const facts = readFacts(afterSeq, lastSeq);
      const signatures = facts.filter(isSigned).map((fact) => signHead(auctionId, fact.seq, fact.hash));
      const [headFact] = head.seq === 0 ? [] : readFacts(head.seq - 1, head.seq);
      const signed =
        headFact === undefined || !isSigned(headFact)
          ? null
          : signHead(auctionId, headFact.seq, headFact.hash);
      return {
        // The schema's type is the same but for `readonly`, which the wire does not know.
        facts: facts as LogPage["facts"],
        head: {
          seq: head.seq,
          hash: head.hash ?? computeFirstHash(auctionId, sha256),
          ...(signed === null ? {} : { signature: signed.signature, keyId: signed.keyId }),
        },
        signatures,
      };
    },
  };
}
