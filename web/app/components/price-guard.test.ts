import { describe, expect, it } from "vitest";

import type { GuardEvent } from "./price-guard.ts";
import { judgePress, REACTION_MS, startGuard } from "./price-guard.ts";

const at44 = { amountMinor: 4400, allInMinor: 5120 };
const at46 = { amountMinor: 4600, allInMinor: 5340 };

function play(events: readonly GuardEvent[]) {
  let state = startGuard(at44);
  const bids: number[] = [];
  for (const event of events) {
    const result = judgePress(state, event);
    state = result.state;
    if (result.bid) bids.push(result.bid.amountMinor);
  }
  return { bids, asking: state.asking };
}

describe("the price under the finger", () => {
  it.each<[string, GuardEvent[], { bids: number[]; asking: boolean }]>([
    [
      "bids what it shows",
      [{ type: "pressed" }, { type: "released", atMs: 1000 }],
      { bids: [4400], asking: false },
    ],
    ["bids by keyboard", [{ type: "released", atMs: 1000 }], { bids: [4400], asking: false }],
    [
      "refuses a price that moved while the finger was down",
      [{ type: "pressed" }, { type: "offered", offer: at46, atMs: 900 }, { type: "released", atMs: 5000 }],
      { bids: [], asking: true },
    ],
    [
      "refuses a price that moved just before the press",
      [
        { type: "offered", offer: at46, atMs: 900 },
        { type: "pressed" },
        { type: "released", atMs: 900 + REACTION_MS - 1 },
      ],
      { bids: [], asking: true },
    ],
    [
      "bids a price that has been there long enough",
      [
        { type: "offered", offer: at46, atMs: 900 },
        { type: "pressed" },
        { type: "released", atMs: 900 + REACTION_MS },
      ],
      { bids: [4600], asking: false },
    ],
    [
      "refuses a press that went down on something else than a bid",
      [
        { type: "offered", offer: null, atMs: 500 },
        { type: "pressed" },
        { type: "offered", offer: at46, atMs: 900 },
        { type: "released", atMs: 5000 },
      ],
      { bids: [], asking: true },
    ],
    [
      "bids nothing while there is no offer",
      [{ type: "offered", offer: null, atMs: 500 }, { type: "pressed" }, { type: "released", atMs: 5000 }],
      { bids: [], asking: false },
    ],
    [
      "forgets its question when the offer goes",
      [
        { type: "pressed" },
        { type: "offered", offer: at46, atMs: 900 },
        { type: "released", atMs: 950 },
        { type: "offered", offer: null, atMs: 1000 },
        { type: "offered", offer: at46, atMs: 2000 },
      ],
      { bids: [], asking: false },
    ],
    [
      "bids when the question is answered",
      [
        { type: "pressed" },
        { type: "offered", offer: at46, atMs: 900 },
        { type: "released", atMs: 950 },
        { type: "pressed" },
        { type: "released", atMs: 2000 },
      ],
      { bids: [4600], asking: false },
    ],
    [
      "refuses a total that moved with the same bid",
      [
        { type: "pressed" },
        { type: "offered", offer: { ...at44, allInMinor: 5200 }, atMs: 900 },
        { type: "released", atMs: 5000 },
      ],
      { bids: [], asking: true },
    ],
    [
      "is not moved by the same offer again",
      [
        { type: "pressed" },
        { type: "offered", offer: { ...at44 }, atMs: 990 },
        { type: "released", atMs: 1000 },
      ],
      { bids: [4400], asking: false },
    ],
    [
      "forgets a finger that slid away",
      [
        { type: "pressed" },
        { type: "left" },
        { type: "offered", offer: at46, atMs: 900 },
        { type: "pressed" },
        { type: "released", atMs: 2000 },
      ],
      { bids: [4600], asking: false },
    ],
  ])("%s", (_, events, expected) => {
    expect(play(events)).toEqual(expected);
  });
});
