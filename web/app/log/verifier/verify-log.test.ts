import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

import type { Fact } from "../../../../domain/room/fact.ts";
import { sha256Hex, toCanonicalJson } from "./hash.ts";
import type { Check } from "./report.ts";
import type { PublicLog } from "./verify-log.ts";
import { verifyLog } from "./verify-log.ts";

// A sale that was really played: two lots sold, one passed for its reserve.
const golden = JSON.parse(await readFile(new URL("./golden-log.json", import.meta.url), "utf8")) as PublicLog;

type Change = (facts: Record<string, unknown>[]) => void;

function change(mutate: Change): PublicLog {
  const facts = structuredClone(golden.facts) as unknown as Record<string, unknown>[];
  mutate(facts);
  return { ...golden, facts: facts as unknown as readonly Fact[] };
}

/** What a forger with the whole server would do: change a fact and chain everything behind it again. */
async function forge(mutate: Change): Promise<PublicLog> {
  const forged = change(mutate);
  let previousHash = await sha256Hex(`blytz.v1:${forged.auctionId}`);
  const facts: Fact[] = [];
  for (const fact of forged.facts) {
    const { hash: _hash, previousHash: _previous, ...bare } = fact;
    const hash = await sha256Hex(previousHash + toCanonicalJson(bare));
    facts.push({ ...bare, previousHash, hash });
    previousHash = hash;
  }
  return { ...forged, facts, signatures: [] };
}

const at = (facts: Record<string, unknown>[], seq: number) => facts[seq - 1] ?? {};

describe("a public log", () => {
  it("[H3] of a sale that was played holds, and says who won", async () => {
    const report = await verifyLog(golden);
    expect(report.outcomes).toEqual({
      chain: "holds",
      signatures: "holds",
      openings: "holds",
      rules: "holds",
    });
    expect(
      report.lots.map(({ position, status, paddle, priceMinor }) => [position, status, paddle, priceMinor]),
    ).toEqual([
      [1, "sold", 1, 4_600],
      [2, "sold", 1, 4_600],
      [3, "passed", null, 4_600],
    ]);
  });

  it("with nothing in it has nothing to hold", async () => {
    const report = await verifyLog({ ...golden, facts: [], signatures: [] });
    expect(report.outcomes).toEqual({
      chain: "absent",
      signatures: "absent",
      openings: "absent",
      rules: "absent",
    });
  });

  it.each<[string, Check, number, Change]>([
    ["a changed price", "chain", 7, (facts) => (at(facts, 7)["priceMinor"] = 4_700)],
    ["a fact taken out", "chain", 8, (facts) => facts.splice(6, 1)],
    ["two facts exchanged", "chain", 4, (facts) => facts.splice(2, 2, at(facts, 4), at(facts, 3))],
  ])("[H1] with %s breaks", async (_, check, seq, mutate) => {
    const { findings } = await verifyLog(change(mutate));
    expect(findings[0]).toMatchObject({ check, seq });
  });

  it("[H1] chained again after a change no longer fits what was signed", async () => {
    const forged = await forge((facts) => (at(facts, 1)["atMs"] = 1));
    const { outcomes, findings } = await verifyLog({ ...forged, signatures: golden.signatures });
    expect(outcomes.chain).toBe("holds");
    expect(findings[0]).toMatchObject({ check: "signatures" });
  });

  it.each<[string, (log: PublicLog) => PublicLog]>([
    ["by another key", (log) => ({ ...log, keys: [] })],
    [
      "of another place",
      (log) => ({ ...log, signatures: log.signatures.map((each) => ({ ...each, seq: each.seq - 1 })) }),
    ],
    [
      "that is none",
      (log) => ({
        ...log,
        signatures: log.signatures.map((each) => ({ ...each, signature: "A".repeat(86) })),
      }),
    ],
  ])("[H1] with a signature %s is not ours", async (_, mutate) => {
    expect((await verifyLog(mutate(golden))).outcomes.signatures).toBe("fails");
  });

  it.each<[string, Check, number, Change]>([
    [
      "[H2] opens another maximum",
      "openings",
      9,
      (facts) => (openingOf(at(facts, 9))["amountMinor"] = 1_600),
    ],
    ["[L4] publishes other rules", "openings", 2, (facts) => (at(facts, 2)["rules"] = {})],
    ["[P4] is sold for more than stood", "rules", 8, (facts) => (at(facts, 8)["priceMinor"] = 4_700)],
    ["[P4] goes to somebody who did not lead", "rules", 8, (facts) => (at(facts, 8)["paddle"] = 2)],
    ["[P2] asks for another next minimum", "rules", 7, (facts) => (at(facts, 7)["nextMinimumMinor"] = 4_650)],
    [
      "[P4] puts a leader above the second maximum",
      "rules",
      7,
      (facts) => moveBid(at(facts, 7), 4_900, 5_000),
    ],
    ["[P4] bids more than a leader allowed", "rules", 6, (facts) => moveBid(at(facts, 6), 4_550, 4_650)],
    ["[P8] sells below the reserve", "rules", 24, (facts) => Object.assign(at(facts, 24), sold)],
    ["[K1] takes a bid after the close", "rules", 7, (facts) => (at(facts, 7)["atMs"] = 1_900_000_000_000)],
    ["[K2] extends before the window", "rules", 7, (facts) => extend(at(facts, 7))],
    ["[K4] lets the hammer fall early", "rules", 8, (facts) => (at(facts, 8)["atMs"] = at(facts, 7)["atMs"])],
    ["[L1] bids on a lot that is over", "rules", 8, (facts) => (at(facts, 8)["type"] = "bid.placed")],
  ])("%s and is found out, even chained again", async (_, check, seq, mutate) => {
    const { findings } = await verifyLog(await forge(mutate));
    expect(findings[0]).toMatchObject({ check, seq });
  });
});

const sold = { type: "lot.sold", reason: undefined, paddle: 1, priceMinor: 4_600 };

function openingOf(fact: Record<string, unknown>): Record<string, unknown> {
  return (fact["openings"] as Record<string, unknown>[])[0] ?? {};
}

function moveBid(fact: Record<string, unknown>, priceMinor: number, nextMinimumMinor: number): void {
  Object.assign(fact, { priceMinor, nextMinimumMinor });
}

function extend(fact: Record<string, unknown>): void {
  Object.assign(fact, { extended: true, closesAtMs: Number(fact["closesAtMs"]) + 1_000 });
}
