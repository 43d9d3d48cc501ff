import type { Fact } from "../../domain/room/fact.ts";
import { commitTo, sha256Hex, toCanonicalJson } from "./digest.ts";
import type { Finding } from "./report.ts";

/** What the log opened after the hammers. */
export interface Opened {
  /** By lot and bid. */
  readonly amounts: ReadonlyMap<string, number>;
  /** By lot. */
  readonly reserves: ReadonlyMap<string, number>;
}

export interface OpeningsChecked {
  readonly opened: Opened;
  readonly count: number;
  readonly finding: Finding | null;
}

export const toBidKey = (lotId: string, bidId: string): string => `${lotId} ${bidId}`;

/** H2, L4: every opened amount is the promised one; the rules of each lot are the hashed ones. */
export async function checkOpenings(auctionId: string, facts: readonly Fact[]): Promise<OpeningsChecked> {
  const promised = new Map<string, { readonly commitment: string; readonly paddle: number | null }>();
  const amounts = new Map<string, number>();
  const reserves = new Map<string, number>();
  let finding: Finding | null = null;
  for (const fact of facts) {
    const fail = (rule: string, text: string): void => {
      finding ??= { check: "openings", seq: fact.seq, rule, text };
    };
    if (fact.type === "lot.opened") {
      if ((await sha256Hex(toCanonicalJson(fact.rules))) !== fact.rulesHash)
        fail("L4", "Its rules are not the ones hashed.");
      if (fact.reserveCommitment !== null) {
        promised.set(toBidKey(fact.lotId, "reserve"), { commitment: fact.reserveCommitment, paddle: null });
      }
    }
    if ((fact.type === "bid.placed" || fact.type === "bid.committed") && fact.commitment !== undefined) {
      promised.set(toBidKey(fact.lotId, fact.bidId), { commitment: fact.commitment, paddle: fact.paddle });
    }
    if (fact.type !== "lot.revealed") continue;
    const { lotId } = fact;
    for (const opening of fact.openings) {
      const key = toBidKey(lotId, opening.bidId);
      const promise = promised.get(key);
      if (promise?.paddle !== opening.paddle)
        fail("H2", `It opens a bid of paddle ${opening.paddle} that promised nothing.`);
      if (promise?.commitment !== (await commitTo(auctionId, lotId, opening.bidId, opening))) {
        fail("H2", `The maximum it opens for paddle ${opening.paddle} is not the promised one.`);
      }
      if (amounts.has(key)) fail("H2", "It opens an amount twice.");
      amounts.set(key, opening.amountMinor);
    }
    if (fact.reserve === undefined) continue;
    if (
      promised.get(toBidKey(lotId, "reserve"))?.commitment !==
      (await commitTo(auctionId, lotId, "reserve", fact.reserve))
    ) {
      fail("H2", "The reserve it opens is not the promised one.");
    }
    reserves.set(lotId, fact.reserve.amountMinor);
  }
  return { opened: { amounts, reserves }, count: amounts.size + reserves.size, finding };
}
