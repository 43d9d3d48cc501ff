import { createHash } from "node:crypto";
import type { Fact } from "../../../domain/room/fact.ts";
import type { Report } from "./report.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** RFC 8785 for what our facts hold: objects, arrays, strings, booleans, null and whole numbers. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  // JavaScript compares strings by UTF-16 code units, as the RFC asks.
  entries.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
}

export function commitmentOf(
  auctionId: string,
  lotId: string,
  what: string,
  amountMinor: number,
  salt: string,
): string {
  return sha256(canonical([auctionId, lotId, what, amountMinor, salt]));
}

export const firstHash = (auctionId: string): string => sha256(`blytz.v1:${auctionId}`);

export function hashOf(fact: Fact): string {
  const { hash: _, previousHash, ...rest } = fact;
  return sha256(previousHash + canonical(rest));
}

/** H1: numbers without gaps, times that never run back, every hash over the one before. */
export function auditChain(auctionId: string, log: readonly Fact[], report: Report): void {
  let previousHash = firstHash(auctionId);
  let atMs = 0;
  for (const [index, fact] of log.entries()) {
    if (fact.seq !== index + 1) report("H1", `fact ${index + 1} is numbered ${fact.seq}`);
    if (fact.previousHash !== previousHash) report("H1", `fact ${fact.seq} does not follow its predecessor`);
    if (fact.hash !== hashOf(fact)) report("H1", `fact ${fact.seq} is not what its hash says`);
    if (fact.atMs < atMs) report("H1", `fact ${fact.seq} is earlier than the one before`);
    previousHash = fact.hash;
    atMs = fact.atMs;
  }
}
