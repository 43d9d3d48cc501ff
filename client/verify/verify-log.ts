import { checkChain } from "./chain.ts";
import { checkOpenings } from "./openings.ts";
import { parseFacts } from "./public-log.ts";
import type { PublicLog } from "./public-log.ts";
import { replayLog } from "./replay.ts";
import type { Finding, LogReport, Outcome } from "./report.ts";
import { checkSignatures } from "./signatures.ts";

/**
 * Checks a sale from outside (rule H3): the chain, the signatures, the promises that were opened, and that prices and
 * winners follow from the rules. Runs wherever there is WebCrypto, and knows nothing that is not public.
 */
export async function verifyLog(log: PublicLog): Promise<LogReport> {
  const { facts, strange } = parseFacts(log.facts);
  const chain = await checkChain(log.auctionId, log.facts);
  const signatures = await checkSignatures(log);
  const openings = await checkOpenings(log.auctionId, facts);
  const replayed = replayLog(facts, openings.opened);
  const isEmpty = log.facts.length === 0;
  const outcomeOf = (finding: Finding | null, isAbsent: boolean): Outcome =>
    finding !== null ? "fails" : isAbsent ? "absent" : "holds";
  const found = [chain, signatures.finding, openings.finding, replayed.finding];
  return {
    facts: log.facts.length,
    outcomes: {
      chain: outcomeOf(chain, isEmpty),
      signatures: signatures.outcome,
      openings: outcomeOf(openings.finding, openings.count === 0),
      rules: outcomeOf(replayed.finding, isEmpty),
    },
    findings: found.filter((finding) => finding !== null).toSorted((left, right) => left.seq - right.seq),
    lots: replayed.lots,
    unchecked: [...(strange === null ? [] : [strange]), ...signatures.unchecked, ...replayed.unchecked],
  };
}
