import { describe, expect, it } from "vitest";

import type { OwnBid } from "../../../client/room/own-bids.ts";
import type { RoomStatus } from "../../../client/room/room-state.ts";
import type { BidState } from "./bid-state.ts";
import { computeBidState, doesShipAlong } from "./bid-state.ts";
import { createLot, createModel } from "./room-fixtures.ts";

const live: RoomStatus = { kind: "live" };
const paddle7 = { userId: "u7", role: "bidder", paddle: 7, shippingMinor: 500, taxBps: 1_000 } as const;
const open = createLot({
  status: "open",
  priceMinor: 4_200,
  nextMinimumMinor: 4_400,
  leaderPaddle: 3,
  bidCount: 2,
});
const own = (state: OwnBid["state"]): OwnBid => ({
  id: "b1",
  lotId: open.id,
  amountMinor: 4_200,
  mode: "exact",
  state,
  refusal: null,
});

function decide(change: Partial<Parameters<typeof computeBidState>[0]>): BidState {
  const lot = "lot" in change ? change.lot : open;
  return computeBidState({
    model: createModel({ lots: lot ? [lot] : [], you: paddle7 }),
    lot,
    status: live,
    ownBids: [],
    obstacle: null,
    isStatic: false,
    isSignedIn: true,
    isGoing: false,
    ...change,
  });
}

// 4 400 + 10 % premium + 500 shipping = 5 340; with 10 % tax 5 874.
const ready = { kind: "ready", amountMinor: 4_400, allInMinor: 5_874, outbid: false };

describe("the bid button", () => {
  it.each<[string, Parameters<typeof decide>[0], BidState]>([
    ["[P9] shows the all-in price of the next bid", {}, ready as BidState],
    ["asks a stranger to sign in", { isSignedIn: false }, { kind: "obstacle", obstacle: "signed_out" }],
    [
      "sends someone without a card or an address to get ready",
      { model: createModel({ lots: [open], you: { userId: "u1" } }) },
      { kind: "obstacle", obstacle: "payment_method_missing" },
    ],
    ...(["blocked", "own_lot", "payment_strikes", "address_missing", "not_shippable"] as const).map(
      (obstacle): [string, Parameters<typeof decide>[0], BidState] => [
        `says ${obstacle} to whom the room did not take for a bidder for it`,
        { obstacle, model: createModel({ lots: [open], you: { userId: "u1" } }) },
        { kind: "obstacle", obstacle },
      ],
    ),
    [
      "does not mind what somebody with a paddle had in their way before",
      { obstacle: "payment_method_missing" },
      ready as BidState,
    ],
    [
      "is off while the room is away",
      { status: { kind: "catching-up", behind: 3 } },
      { kind: "off", reason: "unsure" },
    ],
    [
      "is off while nobody knows the price",
      { status: { kind: "offline", dataAtMs: 0, nextAttemptAtMs: null } },
      { kind: "off", reason: "unsure" },
    ],
    [
      "[B2] is off in one's own sale",
      { model: createModel({ lots: [open], you: { userId: "u1", role: "host" } }) },
      { kind: "obstacle", obstacle: "own_lot" },
    ],
    [
      "[K5] is off while the clock stands still",
      {
        model: createModel({ lots: [open], you: paddle7, auction: { held: { sinceMs: 1, reason: "host" } } }),
      },
      { kind: "off", reason: "held" },
    ],
    ["[K4] is off between the close and the hammer", { isGoing: true }, { kind: "off", reason: "going" }],
    ["is off once the lot is over", { lot: { ...open, status: "sold" } }, { kind: "off", reason: "over" }],
    ["waits for a lot", { lot: undefined }, { kind: "off", reason: "not-open" }],
    [
      "[L6] takes a maximum for a lot to come",
      { lot: createLot({ status: "queued" }) },
      { kind: "early", maximumMinor: undefined },
    ],
    [
      "[L3] buys at a fixed price",
      { lot: createLot({ status: "open", format: "fixed", priceMinor: 4_400 }) },
      { kind: "buy", amountMinor: 4_400, allInMinor: 5_874 },
    ],
    [
      "[L3] takes one sealed bid",
      { lot: createLot({ status: "open", format: "sealed" }) },
      { kind: "sealed", amountMinor: undefined },
    ],
    [
      "[L6] leaves nothing for a fixed price to come",
      { lot: createLot({ format: "fixed" }) },
      { kind: "off", reason: "not-open" },
    ],
    ["is pending until the room answered", { ownBids: [own("pending")] }, { ...ready, kind: "pending" }],
    [
      "says leading",
      {
        lot: { ...open, leaderPaddle: 7 },
        model: createModel({ lots: [{ ...open, leaderPaddle: 7 }], you: paddle7 }),
      },
      { kind: "leading", maximumMinor: undefined },
    ],
    ["says outbid", { ownBids: [own("outbid")] }, { ...ready, outbid: true } as BidState],
    [
      "submits a form where there are no scripts",
      { isStatic: true, status: { kind: "connecting" } },
      { ...ready, allInMinor: null } as BidState,
    ],
    [
      "stays off for someone who was blocked",
      { status: { kind: "stopped", reason: "blocked" } },
      { kind: "obstacle", obstacle: "blocked" },
    ],
    [
      "is off after the sale",
      { model: createModel({ lots: [open], auction: { status: "ended" } }) },
      { kind: "off", reason: "not-live" },
    ],
  ])("%s", (_, change, expected) => {
    const { outbid: _outbid, ...pending } = expected as { outbid?: boolean };
    expect(decide(change)).toEqual(expected.kind === "pending" ? pending : expected);
  });
});

describe("[P9] one more lot", () => {
  const won = createLot({ id: "lot-0", status: "sold", winnerPaddle: 7, soldPriceMinor: 2_000 });

  it.each([
    ["goes along with what this reader won", { lots: [won, open], you: paddle7 }, true],
    ["is the first of somebody else", { lots: [won, open], you: { ...paddle7, paddle: 3 } }, false],
    ["is the first of a reader without a paddle", { lots: [{ ...won, winnerPaddle: null }, open] }, false],
  ])("%s", (_, change, expected) => {
    expect(doesShipAlong(createModel(change))).toBe(expected);
  });
});
