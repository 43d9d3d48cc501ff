import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Fact } from "../../domain/room/fact.ts";
import { toCanonicalJson } from "./digest.ts";
import ascending from "./golden/ascending.json" with { type: "json" };
import formats from "./golden/formats.json" with { type: "json" };
import holds from "./golden/holds.json" with { type: "json" };
import { parseFacts, publicLog, readPublicLog } from "./public-log.ts";
import type { PublicLog } from "./public-log.ts";
import { verifyLog } from "./verify-log.ts";

const golden = {
  ascending: publicLog.parse(ascending),
  formats: publicLog.parse(formats),
  holds: publicLog.parse(holds),
};
type Golden = keyof typeof golden;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The log of a house that wrote other facts and chained them well. Nobody signed that, so only the rules can tell. */
function rewrite(log: PublicLog, change: (facts: readonly Fact[]) => readonly Fact[]): PublicLog {
  let previousHash = sha256(`blytz.v1:${log.auctionId}`);
  const facts = change(parseFacts(log.facts).facts).map((fact, index) => {
    const { hash: _hash, previousHash: _previous, ...rest } = { ...fact, seq: index + 1 };
    const hash = sha256(previousHash + toCanonicalJson(rest));
    const sealed = { ...rest, previousHash, hash };
    previousHash = hash;
    return sealed;
  });
  return { ...log, facts, signatures: [], keys: [] };
}

type Of<Type extends Fact["type"]> = Extract<Fact, { type: Type }>;

/** Changes the first fact of a type that `when` likes. */
function first<Type extends Fact["type"]>(
  type: Type,
  change: (fact: Of<Type>) => Partial<Of<Type>>,
  when: (fact: Of<Type>, facts: readonly Fact[]) => boolean = () => true,
) {
  return (facts: readonly Fact[]): readonly Fact[] => {
    const index = facts.findIndex((fact) => fact.type === type && when(fact as Of<Type>, facts));
    const fact = facts[index];
    if (fact === undefined) throw new Error(`no ${type} to change`);
    return facts.with(index, { ...fact, ...change(fact as Of<Type>) });
  };
}

/** Leaves out the first fact that `when` likes. */
const without =
  (when: (fact: Fact, facts: readonly Fact[]) => boolean) =>
  (facts: readonly Fact[]): readonly Fact[] => {
    const index = facts.findIndex((fact) => when(fact, facts));
    if (index < 0) throw new Error("nothing to leave out");
    return facts.toSpliced(index, 1);
  };

const formatOf = (facts: readonly Fact[], lotId: string): string | undefined =>
  facts.find((fact): fact is Of<"lot.opened"> => fact.type === "lot.opened" && fact.lotId === lotId)?.rules
    .format;

describe("[H3] a log that keeps the rules", () => {
  test.each(Object.entries(golden))("%s holds, signatures and all", async (_name, log) => {
    const report = await verifyLog(log);
    expect(report.findings).toEqual([]);
    expect(report.outcomes).toEqual({
      chain: "holds",
      signatures: "holds",
      openings: "holds",
      rules: "holds",
    });
    expect({ lots: report.lots, unchecked: report.unchecked }).toMatchSnapshot();
  });

  test("an empty log has nothing to look at", async () => {
    const report = await verifyLog({ auctionId: "a1", facts: [], signatures: [], keys: [] });
    expect(report).toEqual({
      facts: 0,
      outcomes: { chain: "absent", signatures: "absent", openings: "absent", rules: "absent" },
      findings: [],
      lots: [],
      unchecked: [],
    });
  });

  test("a fact of a kind not known here is hashed, and the replay says where it stopped", async () => {
    const log = golden.ascending;
    const strange = { type: "lot.paused", seq: 1, atMs: 1, why: "rain" };
    const previousHash = sha256(`blytz.v1:${log.auctionId}`);
    const facts = [{ ...strange, previousHash, hash: sha256(previousHash + toCanonicalJson(strange)) }];
    const report = await verifyLog({ ...log, facts, signatures: [] });
    expect(report.outcomes.chain).toBe("holds");
    expect(report.unchecked[0]).toContain("Fact 1 is of a kind this verifier does not know");
  });
});

describe("[H1] a log that was changed afterwards", () => {
  const { facts } = golden.ascending;
  test.each([
    [
      "a price",
      facts.map((fact, index) => (index === 5 ? { ...(fact as object), title: "Another" } : fact)),
      6,
    ],
    ["a fact left out", facts.toSpliced(3, 1), 4],
    ["a fact twice", facts.toSpliced(3, 0, facts[3]), 5],
    ["two facts swapped", facts.with(3, facts[4]).with(4, facts[3]), 4],
    ["no facts at all, only noise", [null, 7], 1],
  ])("%s breaks the chain", async (_what, changed, seq) => {
    const report = await verifyLog({ ...golden.ascending, facts: changed });
    expect(report.outcomes.chain).toBe("fails");
    expect(report.findings).toContainEqual(expect.objectContaining({ check: "chain", rule: "H1", seq }));
  });

  test("another auction's log is not this one's", async () => {
    const report = await verifyLog({ ...golden.ascending, auctionId: "auction-other" });
    expect(report.findings[0]).toMatchObject({ check: "chain", seq: 1 });
    expect(report.outcomes.signatures).toBe("fails");
  });
});

describe("a house that breaks a rule and chains it well", () => {
  test.each<[rule: string, what: string, log: Golden, change: (facts: readonly Fact[]) => readonly Fact[]]>([
    [
      "P2",
      "a next minimum that is not one step up",
      "ascending",
      first("bid.placed", () => ({ nextMinimumMinor: 7 })),
    ],
    ["P2", "a lot that opens at another price", "ascending", first("lot.opened", () => ({ priceMinor: 3 }))],
    [
      "K1",
      "a lot that opens for another time",
      "ascending",
      first("lot.opened", ({ closesAtMs }) => ({ closesAtMs: closesAtMs + 1_000 })),
    ],
    [
      "P8",
      "a reserve that is met before any bid",
      "ascending",
      first("lot.opened", ({ reserveMet }) => ({ reserveMet: !reserveMet })),
    ],
    [
      "L4",
      "rules that are not the hashed ones",
      "ascending",
      first("lot.opened", ({ rules }) => ({ rules: { ...rules, feeBps: 1 } })),
    ],
    [
      "P6",
      "a bid against oneself",
      "ascending",
      first(
        "bid.placed",
        ({ paddle }) => ({ paddle: paddle === 1 ? 2 : 1 }),
        ({ auto, seq }, facts) => !auto && facts[seq]?.type === "bid.placed",
      ),
    ],
    [
      "H2",
      "an answer for somebody who does not lead, so that the leader seems beaten",
      "ascending",
      first(
        "bid.placed",
        () => ({ paddle: 99 }),
        ({ auto, reserveMet }) => auto && reserveMet,
      ),
    ],
    [
      "K2",
      "a late bid that does not extend",
      "ascending",
      first(
        "bid.placed",
        () => ({ extended: false }),
        ({ extended }) => extended,
      ),
    ],
    [
      "K2",
      "a close that moves without a cause",
      "ascending",
      first("bid.placed", ({ closesAtMs }) => ({ closesAtMs: closesAtMs + 1 })),
    ],
    [
      "K1",
      "a bid after the close",
      "ascending",
      first("bid.placed", ({ closesAtMs }) => ({ atMs: closesAtMs })),
    ],
    [
      "K4",
      "a hammer before its time",
      "ascending",
      first("lot.sold", ({ atMs }) => ({ atMs: atMs - 20_000 })),
    ],
    ["P4", "a hammer for somebody else", "ascending", first("lot.sold", () => ({ paddle: 99 }))],
    [
      "P4",
      "a hammer at another price",
      "ascending",
      first("lot.sold", ({ priceMinor }) => ({ priceMinor: priceMinor + 1 })),
    ],
    [
      "H2",
      "another amount opened",
      "ascending",
      first(
        "lot.revealed",
        ({ openings }) => ({ openings: openings.map((opening) => ({ ...opening, amountMinor: 1 })) }),
        ({ openings }) => openings.length > 0,
      ),
    ],
    [
      "H2",
      "another reserve opened",
      "ascending",
      first(
        "lot.revealed",
        ({ reserve }) => ({ reserve: { amountMinor: 1, salt: reserve?.salt ?? "" } }),
        ({ reserve }) => reserve !== undefined,
      ),
    ],
    [
      "H2",
      "an amount opened for another paddle",
      "ascending",
      first(
        "lot.revealed",
        ({ openings }) => ({ openings: openings.map((opening) => ({ ...opening, paddle: 99 })) }),
        ({ openings }) => openings.length > 0,
      ),
    ],
    [
      "H2",
      "an amount opened twice",
      "ascending",
      first(
        "lot.revealed",
        ({ openings }) => ({ openings: [...openings, ...openings] }),
        ({ openings }) => openings.length > 0,
      ),
    ],
    [
      "P8",
      "a lot passed for a reserve that was met",
      "ascending",
      (facts) =>
        facts.map(
          (fact) =>
            (fact.type === "lot.sold" ? { ...fact, type: "lot.passed", reason: "reserve" } : fact) as Fact,
        ),
    ],
    [
      "L1",
      "a lot passed for want of bids that were there",
      "ascending",
      first(
        "lot.passed",
        () => ({ reason: "no-bids" }),
        ({ reason }) => reason === "reserve",
      ),
    ],
    [
      "L5",
      "a lot with bids stopped by the host",
      "ascending",
      first(
        "lot.passed",
        () => ({ reason: "host" }),
        ({ reason }) => reason === "reserve",
      ),
    ],
    [
      "L1",
      "an auction that starts twice",
      "ascending",
      (facts) =>
        facts.flatMap((fact): readonly Fact[] => (fact.type === "auction.started" ? [fact, fact] : [fact])),
    ],
    [
      "L1",
      "a lot that opens twice",
      "ascending",
      (facts) =>
        facts.flatMap((fact): readonly Fact[] => (fact.type === "lot.opened" ? [fact, fact] : [fact])),
    ],
    [
      "L1",
      "a lot sold after it was sold",
      "ascending",
      (facts) => facts.flatMap((fact): readonly Fact[] => (fact.type === "lot.sold" ? [fact, fact] : [fact])),
    ],
    [
      "L2",
      "a lot that opens before the auction",
      "ascending",
      without(({ type }) => type === "auction.started"),
    ],
    ["L1", "something after the end", "ascending", (facts) => [...facts, ...facts.slice(0, 1)]],
    ["H2", "amounts opened before the hammer", "ascending", without(({ type }) => type === "lot.sold")],
    [
      "L3",
      "a fall by another step",
      "formats",
      first("lot.repriced", ({ priceMinor }) => ({ priceMinor: priceMinor + 1 })),
    ],
    [
      "L3",
      "a fall before its time",
      "formats",
      first("lot.repriced", ({ atMs }) => ({ atMs: atMs - 3_000 })),
    ],
    [
      "S1",
      "a sale counted wrongly",
      "formats",
      first("lot.bought", ({ saleNumber }) => ({ saleNumber: saleNumber + 1 })),
    ],
    [
      "S1",
      "units counted wrongly",
      "formats",
      first("lot.bought", ({ remaining }) => ({ remaining: remaining + 1 })),
    ],
    [
      "L3",
      "a unit at another price",
      "formats",
      first("lot.bought", ({ priceMinor }) => ({ priceMinor: priceMinor + 1 })),
    ],
    [
      "L3",
      "a sealed lot at another price",
      "formats",
      first(
        "lot.sold",
        ({ priceMinor }) => ({ priceMinor: priceMinor + 1 }),
        ({ lotId }, facts) => formatOf(facts, lotId) === "sealed",
      ),
    ],
    [
      "L3",
      "a sealed lot to somebody without a bid",
      "formats",
      first(
        "lot.sold",
        () => ({ paddle: 99 }),
        ({ lotId }, facts) => formatOf(facts, lotId) === "sealed",
      ),
    ],
    [
      "K5",
      "a resume that gives less time than was left",
      "holds",
      first(
        "auction.resumed",
        ({ lots }) => ({ lots: lots.map((lot) => ({ ...lot, closesAtMs: lot.closesAtMs - 1 })) }),
        ({ lots }) => lots.length > 0,
      ),
    ],
    [
      "K5",
      "a resume that forgets a lot",
      "holds",
      first(
        "auction.resumed",
        () => ({ lots: [] }),
        ({ lots }) => lots.length > 0,
      ),
    ],
    [
      "K5",
      "a clock for a lot that is not open",
      "holds",
      first("auction.resumed", ({ lots }) => ({ lots: [...lots, { lotId: "lot-nowhere", closesAtMs: 1 }] })),
    ],
    ["K5", "a resume without a hold", "holds", without(({ type }) => type === "auction.held")],
    [
      "K5",
      "an absence nobody can have had",
      "holds",
      first(
        "auction.held",
        () => ({ reason: "room-away" }),
        ({ reason }) => reason === "host",
      ),
    ],
    [
      "K5",
      "an absence called the host's hold",
      "holds",
      first(
        "auction.held",
        () => ({ reason: "host" }),
        ({ reason }) => reason === "room-away",
      ),
    ],
  ])("[%s] %s is found", async (rule, _what, name, change) => {
    const report = await verifyLog(rewrite(golden[name], change));
    expect(report.outcomes.chain).toBe("holds");
    expect(report.findings.map((finding) => finding.rule)).toContain(rule);
  });
});

describe("reading a log over HTTP", () => {
  test("goes page by page and takes the keys", async () => {
    const { auctionId, facts, signatures, keys } = golden.formats;
    const asked: string[] = [];
    const log = await readPublicLog(auctionId, async (path) => {
      asked.push(path);
      if (path.startsWith("/.well-known")) return { keys };
      const afterSeq = Number(new URL(path, "https://blytz.test").searchParams.get("afterSeq"));
      const page = facts.slice(afterSeq, afterSeq + 20);
      const inPage = signatures.filter(({ seq }) => seq > afterSeq && seq <= afterSeq + 20);
      return { success: true, data: { facts: page, head: { seq: facts.length }, signatures: inPage } };
    });
    expect(log).toEqual(golden.formats);
    expect(asked).toHaveLength(3);
  });

  test("refuses what is not a log", async () => {
    await expect(readPublicLog("a1", async () => ({ success: false }))).rejects.toThrow("Invalid input");
  });
});
