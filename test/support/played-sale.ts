import { v7 as makeUuidV7 } from "uuid";
import type { Context } from "../../domain/room/context.ts";
import { findOpenLots } from "../../domain/room/find.ts";
import type { LotRules, LotSpec } from "../../domain/room/lot-rules.ts";
import { toItems } from "../../domain/room/vector.ts";
import { Rehearsal, makeSpec, makeTerms, plainAuction } from "./rehearsal.ts";

/** A rehearsed room whose ids are real ones, so that its journal fits Postgres. */
export class SaleRehearsal extends Rehearsal {
  readonly auctionId = makeUuidV7();

  override context(): Context {
    return { ...super.context(), makeId: makeUuidV7 };
  }

  /** Lets time pass, a second at a time: after a longer silence the room would take itself to have been away. */
  wait(ms: number): void {
    for (const endMs = this.nowMs + ms; this.nowMs < endMs;) {
      this.nowMs = Math.min(endMs, this.nowMs + 1_000);
      this.tick();
    }
  }
}

export interface SalePeople {
  readonly sellerId: string;
  readonly bidderIds: readonly string[];
}

/** A lot with an id of its own. */
export const makeLot = (rules: Partial<LotRules> = {}, rest: Partial<LotSpec> = {}) => ({
  lotId: makeUuidV7(),
  spec: makeSpec(rules, rest),
});

export type NewLot = ReturnType<typeof makeLot>;

/** An auction set up, with everybody registered in order: paddle 1 is the first of `bidderIds`. */
export function setUpSale(people: SalePeople, lots: readonly NewLot[]): SaleRehearsal {
  const room = new SaleRehearsal();
  const { sellerId, bidderIds } = people;
  const auction = {
    ...plainAuction,
    auctionId: room.auctionId,
    sellerId,
    linkedUserIds: [],
    moderatorIds: [],
  };
  room.send(sellerId, { type: "auction.create", auction, lots });
  for (const userId of bidderIds) room.send(userId, { type: "bidder.register", terms: makeTerms(userId) });
  return room;
}

/** A small generator of the same numbers for the same seed (mulberry32). */
export function makeRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const formats: readonly (readonly [Partial<LotRules>, Partial<LotSpec>])[] = [
  [{}, { title: "Plain" }],
  [{}, { title: "With a reserve", reserveMinor: 4_000 }],
  [{ buyNowMinor: 9_000 }, { title: "With buy-now" }],
  [{ format: "sudden-death" }, { title: "Sudden death" }],
  [{ format: "fixed", quantity: 3 }, { title: "Three of them" }],
  [{ format: "fixed" }, { title: "One of them" }],
  [{ format: "sealed" }, { title: "Sealed", reserveMinor: 2_000 }],
  [{ format: "dutch", floorMinor: 200, stepMinor: 100, stepEveryMs: 3_000 }, { title: "Falling" }],
];

/** A whole sale with a bit of everything a room can be told, the same for the same seed. */
export function playSale(people: SalePeople, seed: number): SaleRehearsal {
  const random = makeRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[random(items.length)];
  const host = people.sellerId;
  const room = setUpSale(
    people,
    formats.map(([rules, rest]) => makeLot(rules, rest)),
  );
  const bidder = (): string => pick(people.bidderIds) ?? host;
  const findQueued = () => toItems(room.live.lots).filter((lot) => lot.status === "queued");
  const queuedId = (): string => pick(findQueued())?.lotId ?? "none";
  const openId = (): string => pick(findOpenLots(room.live))?.lotId ?? "none";
  const amountMinor = (): number => 100 * (1 + random(60));
  const paddle = (): number => 1 + random(people.bidderIds.length);

  const inTheHall: readonly (() => void)[] = [
    ...Array.from({ length: 6 }, () => () => {
      const mode = random(3) === 0 ? "exact" : "max";
      room.send(bidder(), {
        type: "bid.place",
        lotId: openId(),
        amountMinor: amountMinor(),
        mode,
        confirm: true,
      });
    }),
    () => room.send(bidder(), { type: "bid.place", lotId: queuedId(), amountMinor: 4_000, mode: "max" }),
    () => room.send(bidder(), { type: "lot.buy", lotId: openId() }),
    () => room.send(bidder(), { type: "chat.post", text: `Line ${random(1_000)}` }),
    () => {
      const line = room.live.chat.lines.at(-1);
      if (line !== undefined) room.send(host, { type: "chat.remove", messageId: line.messageId });
    },
    () => room.send(host, { type: random(2) === 0 ? "auction.hold" : "auction.resume" }),
    () => room.send(host, { type: random(5) === 0 ? "bidder.block" : "bidder.unblock", paddle: paddle() }),
    () => room.wait(random(9_000)),
  ];
  const behindTheScenes: readonly (() => void)[] = [
    () => room.send(host, { type: "lot.add", ...makeLot({}, { title: `Added ${random(100)}` }) }),
    () =>
      room.send(host, { type: "lot.edit", lotId: queuedId(), spec: makeSpec({ startingPriceMinor: 700 }) }),
    () => room.send(host, { type: "lot.remove", lotId: queuedId() }),
    () =>
      room.send(host, {
        type: "lot.reorder",
        lotId: queuedId(),
        beforeLotId: random(3) === 0 ? null : queuedId(),
      }),
    () => room.send(host, { type: "auction.edit", edit: { title: `Sale ${seed}`, scheduledEndMs: null } }),
    () => room.send(host, { type: "lot.pass", lotId: queuedId() }),
  ];
  const play = (acts: readonly (() => void)[], times: number): void => {
    for (let time = 0; time < times; time += 1) pick(acts)?.();
  };

  play([...behindTheScenes.slice(0, 5), ...inTheHall], 12);
  room.send(host, { type: "auction.start" });
  while (findQueued().length > 0) {
    const lotId = queuedId();
    room.send(host, { type: "lot.open", lotId });
    play(inTheHall, 15);
    play(behindTheScenes, 1);
    if (random(6) === 0)
      room.send("admin", { type: "lot.void", lotId: openId(), reason: "A mistake in the title" });
    room.send(host, { type: "auction.resume" });
    while (findOpenLots(room.live).length > 0) room.wait(30_000);
  }
  room.send(host, { type: "auction.end" });
  return room;
}
