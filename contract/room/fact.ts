import type { Fact } from "../../domain/room/fact.ts";
import { z } from "../zod.ts";
import { auctionCancelled, auctionEnded, auctionHeld, auctionResumed, auctionStarted } from "./auction.ts";
import { bidCommitted, bidPlaced } from "./bid.ts";
import { epochMs, sha256Hex } from "./common.ts";
import { lotBought, lotOpened, lotPassed, lotRepriced, lotRevealed, lotSold, lotVoided } from "./lot.ts";

const seal = { seq: z.int().min(1), atMs: epochMs, previousHash: sha256Hex, hash: sha256Hex };

/** A numbered, chained, public fact. */
export const fact = z.discriminatedUnion("type", [
  auctionStarted.extend(seal),
  auctionHeld.extend(seal),
  auctionResumed.extend(seal),
  auctionEnded.extend(seal),
  auctionCancelled.extend(seal),
  lotOpened.extend(seal),
  bidPlaced.extend(seal),
  bidCommitted.extend(seal),
  lotRepriced.extend(seal),
  lotSold.extend(seal),
  lotBought.extend(seal),
  lotPassed.extend(seal),
  lotVoided.extend(seal),
  lotRevealed.extend(seal),
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
