import { describe, expect, test } from "vitest";
import { open, sha256 } from "../../test/support/rehearsal.ts";
import { canonicalise } from "./canonical.ts";
import { emptyChain, sealFacts } from "./chain.ts";
import { computeCommitment, computeReserveCommitment } from "./commitment.ts";
import { composeEntry, computeRoomNow } from "./journal.ts";

describe("the hash chain", () => {
  test("[H1] numbers and chains facts from the auction's id on", () => {
    const seal = { auctionId: "auction-1", atMs: 5, sha256 };
    const facts = sealFacts(emptyChain, [{ type: "auction.started" }, { type: "auction.ended" }], seal);
    const first = sha256("blytz.v1:auction-1");
    const second = sha256(`${first}{"atMs":5,"seq":1,"type":"auction.started"}`);
    const third = sha256(`${second}{"atMs":5,"seq":2,"type":"auction.ended"}`);
    expect(facts).toEqual([
      { seq: 1, atMs: 5, type: "auction.started", previousHash: first, hash: second },
      { seq: 2, atMs: 5, type: "auction.ended", previousHash: second, hash: third },
    ]);
    expect(sealFacts({ seq: 2, hash: third }, [{ type: "auction.ended" }], seal)).toMatchObject([
      { seq: 3, previousHash: third },
    ]);
    expect(sealFacts(emptyChain, [], seal)).toEqual([]);
  });

  test("[H2] commitments are the hash of the canonical array", () => {
    const hidden = { auctionId: "a", lotId: "l", bidId: "b", amountMinor: 1_250, salt: "00ff" };
    expect(computeCommitment(hidden, sha256)).toBe(sha256('["a","l","b",1250,"00ff"]'));
    expect(computeReserveCommitment(hidden, sha256)).toBe(sha256('["a","l","reserve",1250,"00ff"]'));
  });

  test("[H4] no fact names a person", () => {
    const room = open();
    room.bid("ann", 5_000);
    room.bid("bob", 3_000);
    room.at(30_400).tick();
    const log = canonicalise(room.facts);
    for (const name of ["ann", "bob", "seller", "Sam", "made-up"]) expect(log).not.toContain(`"${name}`);
  });
});

describe("journal entries", () => {
  test("[J1] an entry holds the public facts and everything private about one command", () => {
    const room = open();
    const placed = room.bid("ann", 2_000, { id: "mine" });
    const entry = room.entries.at(-1);
    expect(entry).toMatchObject({
      entryNumber: room.entries.length,
      atMs: room.nowMs,
      private: {
        userId: "ann",
        commandId: "mine",
        commandHash: null,
        answer: placed.answer,
        changes: [{ type: "bid.accepted", amountMinor: 2_000 }],
      },
    });
    expect(room.live.entryNumber).toBe(room.entries.length);
  });

  test("[J1] the room's clock never runs behind its last entry", () => {
    const room = open();
    room.at(10).bid("ann", 2_000);
    expect(computeRoomNow(room.live, room.nowMs - 5)).toBe(room.nowMs);
    expect(computeRoomNow(room.live, room.nowMs + 5)).toBe(room.nowMs + 5);
    expect(computeRoomNow(null, 7)).toBe(7);
    const decision = { facts: [], changes: [], answer: null };
    expect(() => composeEntry(room.live, decision, null, { nowMs: room.nowMs - 1, sha256 })).toThrow(
      "backwards",
    );
  });
});
