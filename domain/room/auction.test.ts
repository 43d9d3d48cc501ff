import { describe, expect, test } from "vitest";
import type { Line } from "../../test/support/rehearsal.ts";
import {
  makeSpec,
  open,
  plainAuction,
  Rehearsal as Room,
  schedule,
  startMs,
} from "../../test/support/rehearsal.ts";

describe("an auction's own life", () => {
  const create = {
    type: "auction.create",
    auction: plainAuction,
    lots: [{ lotId: "lot-1", spec: makeSpec() }],
  } as const;

  test("[L8] it begins with its creation, which makes no fact", () => {
    const room = new Room();
    expect(room.send("seller", create)).toMatchObject({
      refused: null,
      facts: [],
      answer: { seq: 0, outcome: "done" },
    });
    expect(room.live).toMatchObject({ status: "scheduled", head: { seq: 0, hash: null }, entryNumber: 1 });
    expect(room.send("seller", create).refused).toBe("auction_not_scheduled");
  });

  test.each<[string, string, Line, string]>([
    ["someone else's", "ann", create, "forbidden"],
    [
      "lots that cannot be",
      "seller",
      { ...create, lots: [{ lotId: "a", spec: makeSpec({ quantity: 0 }) }] },
      "lot_invalid",
    ],
    ["two lots of one id", "seller", { ...create, lots: [...create.lots, ...create.lots] }, "malformed"],
    ["no title", "seller", { ...create, auction: { ...plainAuction, title: "" } }, "malformed"],
    ["no currency", "seller", { ...create, auction: { ...plainAuction, currency: "usd" } }, "malformed"],
    ["gold", "seller", { ...create, auction: { ...plainAuction, currency: "XAU" } }, "malformed"],
    [
      "an end before its start",
      "seller",
      { ...create, auction: { ...plainAuction, scheduledEndMs: startMs } },
      "malformed",
    ],
    [
      "too many lots",
      "seller",
      { ...create, lots: Array.from({ length: 501 }, (_, at) => ({ lotId: `${at}`, spec: makeSpec() })) },
      "too_many_lots",
    ],
    ["not there", "seller", { type: "auction.start" }, "lot_unknown"],
  ])("[L8] not created: %s", (_name, userId, line, refused) => {
    const room = new Room();
    expect(room.send(userId, line).refused).toBe(refused);
    expect(room.state).toBeNull();
  });

  test("[L8] it is edited until it starts", () => {
    const room = schedule();
    const edit = { title: "A better name", scheduledStartMs: startMs + 60_000 };
    expect(room.send("ann", { type: "auction.edit", edit }).refused).toBe("forbidden");
    expect(room.send("seller", { type: "auction.edit", edit: { title: "" } }).refused).toBe("malformed");
    expect(room.send("seller", { type: "auction.edit", edit }).facts).toEqual([]);
    expect(room.live.spec).toEqual({ ...plainAuction, ...edit });
    room.send("seller", { type: "auction.start" });
    expect(room.send("seller", { type: "auction.edit", edit }).refused).toBe("auction_not_scheduled");
  });

  test("scheduled → live → ended", () => {
    const room = schedule();
    expect(room.send("ann", { type: "auction.start" }).refused).toBe("forbidden");
    expect(room.send("seller", { type: "auction.end" }).refused).toBe("auction_not_live");
    expect(room.send("seller", { type: "auction.start" }).facts).toEqual([{ type: "auction.started" }]);
    expect(room.send("seller", { type: "auction.start" }).refused).toBe("auction_not_scheduled");
    expect(room.send("ann", { type: "auction.end" }).refused).toBe("forbidden");
    room.send("seller", { type: "auction.end" });
    expect(room.live).toMatchObject({ status: "ended", startedAtMs: startMs, endedAtMs: startMs });
  });

  test("scheduled → cancelled, with a reason, and its lots pass", () => {
    const room = schedule();
    expect(room.send("ann", { type: "auction.cancel" }).refused).toBe("forbidden");
    expect(room.send("seller", { type: "auction.cancel", reason: "the van broke down" }).facts).toEqual([
      { type: "lot.passed", lotId: "lot-1", reason: "auction-cancelled" },
      { type: "auction.cancelled", reason: "the van broke down" },
    ]);
    expect(room.live).toMatchObject({ status: "cancelled", startedAtMs: null, endedAtMs: startMs });
  });

  test("live → cancelled keeps what was sold", () => {
    const room = open({ lots: [makeSpec(), makeSpec()] });
    room.bid("ann", 2_000);
    room.at(30_400).tick();
    room.send("seller", { type: "auction.cancel" });
    expect(room.live).toMatchObject({ status: "cancelled", startedAtMs: startMs });
    expect(room.lot("lot-1").status).toBe("sold");
    expect(room.lot("lot-2")).toMatchObject({ status: "passed", passReason: "auction-cancelled" });
  });

  test.each<[string, Line, string]>([
    ["start", { type: "auction.start" }, "auction_over"],
    ["hold", { type: "auction.hold" }, "auction_over"],
    ["end", { type: "auction.end" }, "auction_over"],
    ["cancel", { type: "auction.cancel" }, "auction_over"],
    ["add", { type: "lot.add", lotId: "lot-2", spec: makeSpec() }, "auction_over"],
    ["open", { type: "lot.open", lotId: "lot-1" }, "auction_over"],
    ["edit", { type: "auction.edit", edit: {} }, "auction_not_scheduled"],
    ["talk", { type: "chat.post", text: "hello?" }, "auction_over"],
  ])("[L1] once it is over nothing more can %s", (_name, line, refused) => {
    const room = open();
    room.send("seller", { type: "auction.end" });
    expect(room.send("seller", line).refused).toBe(refused);
    expect(room.bid("ann", 2_000).refused).toBe("lot_closed");
  });
});
