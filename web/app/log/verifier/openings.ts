import type { Fact } from "../../../../domain/room/fact.ts";
import { sha256Hex, toCanonicalJson } from "./hash.ts";
import type { Finding } from "./report.ts";

/** Amounts the log opened: by bid, and each lot's reserve. */
export type Opened = {
  readonly amounts: ReadonlyMap<string, number>;
  readonly reserves: ReadonlyMap<string, number>;
};

type CheckedOpenings = { readonly opened: Opened; readonly count: number; readonly finding?: Finding };

/** Rule H2: every amount that was opened is the one that was promised. Also the rules of each lot against their hash. */
export async function checkOpenings(auctionId: string, facts: readonly Fact[]): Promise<CheckedOpenings> {
  const promised = new Map<string, string>();
  const amounts = new Map<string, number>();
  const reserves = new Map<string, number>();
  let count = 0;
  const end = (finding?: Finding): CheckedOpenings => ({
    opened: { amounts, reserves },
    count,
    ...(finding ? { finding } : {}),
  });
  const fits = async (lotId: string, bidId: string, amountMinor: number, salt: string) =>
    promised.get(`${lotId} ${bidId}`) ===
    (await sha256Hex(toCanonicalJson([auctionId, lotId, bidId, amountMinor, salt])));

  for (const fact of facts) {
    const fail = (text: string) => end({ check: "openings", seq: fact.seq, text });
    if (fact.type === "lot.opened") {
      if ((await sha256Hex(toCanonicalJson(fact.rules))) !== fact.rulesHash)
        return fail("the rules are not the ones hashed");
      if (fact.reserveCommitment) promised.set(`${fact.lotId} reserve`, fact.reserveCommitment);
    }
    if ((fact.type === "bid.placed" || fact.type === "bid.committed") && fact.commitment) {
      promised.set(`${fact.lotId} ${fact.bidId}`, fact.commitment);
    }
    if (fact.type !== "lot.revealed") continue;
    for (const { bidId, amountMinor, salt } of fact.openings) {
      if (!(await fits(fact.lotId, bidId, amountMinor, salt)))
        return fail("an opened maximum is not the promised one");
      amounts.set(bidId, amountMinor);
      count += 1;
    }
    if (!fact.reserve) continue;
    const { amountMinor, salt } = fact.reserve;
    if (!(await fits(fact.lotId, "reserve", amountMinor, salt)))
      return fail("the reserve is not the promised one");
    reserves.set(fact.lotId, amountMinor);
    count += 1;
  }
  return end();
}
