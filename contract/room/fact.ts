import type { Fact } from "../../domain/room/fact.ts";
import { z } from "../zod.ts";
import { auctionCancelled, auctionEnded, auctionHeld, auctionResumed, auctionStarted } from "./auction.ts";
import { bidCommitted, bidPlaced } from "./bid.ts";
import { epochMs, sha256Hex } from "./common.ts";
import { lotBought, lotOpened, lotPassed, lotRepriced, lotRevealed, lotSold, lotVoided } from "./lot.ts";

/** A fact's place in the log (rule H1), as fields of every fact. */
export const factSeal = { seq: z.int().min(1), atMs: epochMs, previousHash: sha256Hex, hash: sha256Hex };

/** A numbered, chained, public fact. */
export const fact = z.discriminatedUnion("type", [
  auctionStarted.extend(factSeal),
  auctionHeld.extend(factSeal),
  auctionResumed.extend(factSeal),
  auctionEnded.extend(factSeal),
  auctionCancelled.extend(factSeal),
  lotOpened.extend(factSeal),
  bidPlaced.extend(factSeal),
  bidCommitted.extend(factSeal),
  lotRepriced.extend(factSeal),
  lotSold.extend(factSeal),
  lotBought.extend(factSeal),
  lotPassed.extend(factSeal),
  lotVoided.extend(factSeal),
  lotRevealed.extend(factSeal),
]) satisfies z.ZodType<Fact>;

export const roomFacts = z.object({ type: z.literal("room.facts"), facts: z.array(fact) });

/** An Ed25519 signature, base64url, over `blytz.v1:<auctionId>:<seq>:<hash>` (rule H1). */
export const logSignature = z.object({
  seq: z.int().min(1),
  hash: sha256Hex,
  signature: z.string(),
  keyId: z.string(),
});
export type LogSignature = z.infer<typeof logSignature>;

/** A page of the public log. `head` is the log's end, not the page's. */
export const logPage = z.object({
  facts: z.array(fact),
  head: z.object({
    seq: z.int().min(0),
    hash: sha256Hex,
    signature: z.string().exactOptional(),
    keyId: z.string().exactOptional(),
  }),
  signatures: z.array(logSignature),
});
export type LogPage = z.infer<typeof logPage>;
