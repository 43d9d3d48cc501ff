import type { LogSignature } from "../../../../contract/room/fact.ts";
import type { Fact } from "../../../../domain/room/fact.ts";
import { checkChain } from "./chain.ts";
import { checkOpenings } from "./openings.ts";
import { replayLog } from "./replay.ts";
import type { Check, Finding, LogReport, Outcome } from "./report.ts";
import type { PublicKey } from "./signatures.ts";
import { checkSignatures } from "./signatures.ts";

/** A whole public log, as GET …/log gives it page by page, and the published keys. */
export type PublicLog = {
  readonly auctionId: string;
  readonly facts: readonly Fact[];
  readonly signatures: readonly LogSignature[];
  readonly keys: readonly PublicKey[];
};

/**
 * Checks a sale from outside (rule H3): the chain, the signatures, the promises that were opened, and that prices and
 * winners follow. Runs in browsers and in Node; knows nothing that is not public.
 */
export async function verifyLog(log: PublicLog): Promise<LogReport> {
  const { auctionId, facts } = log;
  const chain = await checkChain(auctionId, facts);
  const signatures = await checkSignatures(log);
  const openings = await checkOpenings(auctionId, facts);
  const replayed = replayLog(facts, openings.opened);
  const outcomes: Record<Check, Outcome> = {
    chain: facts.length === 0 ? "absent" : chain ? "fails" : "holds",
    signatures: signatures.outcome,
    openings: openings.finding ? "fails" : openings.count === 0 ? "absent" : "holds",
    rules: replayed.finding ? "fails" : facts.length === 0 ? "absent" : "holds",
  };
  const findings = [chain, signatures.finding, openings.finding, replayed.finding].filter(
    (finding): finding is Finding => finding !== undefined,
  );
  return { facts: facts.length, outcomes, findings, lots: replayed.lots, unchecked: replayed.unchecked };
}
