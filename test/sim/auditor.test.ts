import { describe, expect, test } from "vitest";
import { audit } from "./auditor.ts";
import { isOnGrid, threeValidAbove } from "./auditor/arithmetic.ts";
import { mutations } from "./mutations.ts";
import { simulate } from "./simulate.ts";

const transcripts = Array.from({ length: 30 }, (_, index) => simulate(1_000 + index, 200).transcript);

describe("the auditor", () => {
  test("has nothing to say about rooms that keep the rules", () => {
    for (const transcript of transcripts) expect(audit(transcript)).toEqual([]);
  });

  test.each(mutations)("catches: $name", ({ mutate }) => {
    let occasions = 0;
    for (const transcript of transcripts) {
      const mutated = mutate(transcript);
      if (mutated === null) continue;
      occasions += 1;
      expect(audit(mutated).length).toBeGreaterThan(0);
    }
    expect(occasions).toBeGreaterThan(0);
  });
});

describe("the auditor's arithmetic", () => {
  test("finds the three valid amounts that counting up finds", () => {
    const bands = [
      { fromMinor: 0, stepMinor: 7 },
      { fromMinor: 50, stepMinor: 30 },
      { fromMinor: 1_000, stepMinor: 250 },
    ];
    for (let next = 1; next < 1_500; next += 97) {
      for (let amount = next; amount < next + 400; amount += 13) {
        const counted: number[] = [];
        for (let candidate = amount + 1; counted.length < 3; candidate += 1) {
          if (isOnGrid(bands, next, candidate)) counted.push(candidate);
        }
        expect(threeValidAbove(bands, next, amount)).toEqual(counted);
      }
    }
  });
});
