import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { PublicLog } from "../../client/verify/public-log.ts";
import { verifyLog } from "../../client/verify/verify-log.ts";
import type { Fact } from "../../domain/room/fact.ts";
import { mutations } from "./mutations.ts";
import { simulate } from "./simulate.ts";
import type { Transcript } from "./transcript.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const keys = [{ kid: "log-1", kty: "OKP", crv: "Ed25519", x: publicKey.export({ format: "jwk" }).x }];
const closing: ReadonlySet<Fact["type"]> = new Set([
  "lot.sold",
  "lot.passed",
  "lot.voided",
  "lot.revealed",
  "auction.ended",
  "auction.cancelled",
]);

/** The log as the public gets it, signed where rule H1 says, even when the house itself was wrong. */
function publish({ auctionId, log }: Transcript): PublicLog {
  const signatures = log
    .filter(({ type }) => closing.has(type))
    .map(({ seq, hash }) => {
      const message = new TextEncoder().encode(`blytz.v1:${auctionId}:${seq}:${hash}`);
      return { seq, hash, signature: sign(null, message, privateKey).toString("base64url"), keyId: "log-1" };
    });
  return { auctionId, facts: log, signatures, keys };
}

const transcripts = Array.from({ length: 60 }, (_, index) => simulate(1_000 + index, 200).transcript);

/** Mistakes that nobody outside can hide behind: the log alone gives them away, whatever the rest of it says. */
const alwaysSeen: readonly string[] = [
  "P4 a price a little too high",
  "P2 a wrong next minimum",
  "P4 the hammer falls at another price",
  "P8 a lot is sold below its reserve",
  "K2 a late bid does not extend",
  "K2 a bid extends that should not",
  "K1 a lot opens for too long",
  "K5 a resume gives too little time",
  "L4 a lot opens by other rules",
  "H2 a commitment to nothing",
  "J1 a bid is applied twice",
  "H1 a fact is changed and the chain left as it was",
];

describe("[H3] the public verifier", () => {
  test("finds nothing wrong with rooms that keep the rules, and names the winners the room named", async () => {
    for (const transcript of transcripts) {
      const report = await verifyLog(publish(transcript));
      expect(report.findings).toEqual([]);
      expect(report.outcomes).toMatchObject({ chain: "holds", rules: "holds" });
      const sales = report.lots.flatMap(({ lotId, sales: units }) =>
        units.map((unit) => ({ lotId, ...unit })),
      );
      const made = transcript.sales.map(({ lotId, paddle, priceMinor }) => ({ lotId, paddle, priceMinor }));
      expect(sales.toSorted(byLot)).toEqual(made.toSorted(byLot));
    }
  });

  test.each(mutations.filter(({ name }) => alwaysSeen.includes(name)))("sees: $name", async ({ mutate }) => {
    let occasions = 0;
    for (const transcript of transcripts) {
      const mutated = mutate(transcript);
      if (mutated === null) continue;
      occasions += 1;
      const report = await verifyLog(publish(mutated));
      expect(report.findings.length).toBeGreaterThan(0);
    }
    expect(occasions).toBeGreaterThan(0);
  });

  test("sees a signature that is missing, foreign, or of another place", async () => {
    const transcript = transcripts.find(({ log }) => log.some(({ type }) => type === "lot.sold"));
    const log = publish(transcript ?? { auctionId: "", log: [], heard: [], sales: [] });
    const [first, ...others] = log.signatures;
    if (first === undefined) throw new Error("a sale is signed");
    const other = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" }).x;
    const outcomeOf = async (changed: Partial<PublicLog>) =>
      (await verifyLog({ ...log, ...changed })).outcomes.signatures;
    expect(await outcomeOf({})).toBe("holds");
    expect(await outcomeOf({ signatures: [first].slice(0, 0) })).toBe("absent");
    expect(await outcomeOf({ signatures: log.signatures.slice(0, 1) })).toBe(
      others.length > 0 ? "fails" : "holds",
    );
    expect(await outcomeOf({ signatures: [{ ...first, seq: first.seq + 1 }, ...others] })).toBe("fails");
    expect(await outcomeOf({ signatures: [{ ...first, signature: "AAAA" }, ...others] })).toBe("fails");
    expect(await outcomeOf({ signatures: [{ ...first, signature: "not base64url!" }, ...others] })).toBe(
      "fails",
    );
    expect(await outcomeOf({ keys: [{ ...keys[0], kty: "OKP", x: other }] })).toBe("fails");
    expect(await outcomeOf({ keys: [{ kid: "log-1", kty: "RSA" }] })).toBe("fails");
    expect(await outcomeOf({ keys: [] })).toBe("impossible");
    expect(await outcomeOf({ keys: [{ kid: "log-1", kty: "OKP", crv: "Ed25519", x: "short" }] })).toBe(
      "impossible",
    );
  });
});

interface Unit {
  readonly lotId: string;
  readonly paddle: number;
  readonly priceMinor: number;
}

function byLot(left: Unit, right: Unit): number {
  return (
    left.lotId.localeCompare(right.lotId) || left.paddle - right.paddle || left.priceMinor - right.priceMinor
  );
}
