import { findCurrentLot } from "../../client/room/room-model.ts";
import type { RoomLot } from "../../client/room/room-model.ts";
import type { Actor, BidPlace, PlatformCommand, WireCommand } from "../../domain/room/command.ts";
import type { LotFormat } from "../../domain/room/lot-rules.ts";
import { createLotSpec, createTerms } from "./cast.ts";
import type { Cast } from "./cast.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { RoomModel } from "../../client/room/room-model.ts";

/** What a choice is made from: the room as somebody sees it, and what became of their commands. */
export interface Player {
  readonly model: RoomModel | null;
  readonly accepted: readonly WireCommand[];
  readonly refused: readonly WireCommand[];
}

/** Chooses what people do, from what they see: often sensible, sometimes early, late, greedy, confused or cheeky. */
export interface Workload {
  bidderAct(client: Player): WireCommand | null;
  /** `late`: the sale may come to its end. */
  hostAct(client: Player, late: boolean): WireCommand | null;
  adminAct(client: Player): WireCommand | null;
  talk(messageIds: readonly string[]): WireCommand;
  moderate(messageIds: readonly string[]): WireCommand;
  /** And who asks for it: the routes act for the person. */
  platformAct(client: Player): readonly [Actor, PlatformCommand];
}

export function createWorkload(random: SeededRandom, cast: Cast, formats: readonly LotFormat[]): Workload {
  let made = 0;
  const makeId = (): string => `c${(made += 1)}`;
  const lotOf = (client: Player): RoomLot | undefined => {
    const { model } = client;
    if (model === null || model.lots.length === 0) return undefined;
    const next = findCurrentLot(model) ?? model.lots.find(({ status }) => status === "queued");
    if (next !== undefined && random.chance(92)) return next;
    return random.chance(next === undefined ? 10 : 100) ? random.pick(model.lots) : undefined;
  };

  const chooseAmount = (lot: RoomLot, ownMaxMinor: number): number => {
    const next = lot.nextMinimumMinor;
    const step = Math.max(1, next - lot.priceMinor);
    const choice = random.int(0, 11);
    if (choice <= 2) return next;
    if (choice <= 4) return next + step * random.int(1, 6);
    if (choice === 5) return next + random.int(1, 400);
    if (choice === 6) return Math.max(1, next - random.int(1, 50));
    // Round numbers many people think of: that is where ties come from.
    if (choice <= 8) return random.pick([500, 1_000, 1_500, 2_500, 5_000, 10_000]);
    if (choice === 9) return ownMaxMinor + random.pick([0, 1, 500, 5_000]);
    if (choice === 10) return next * 10 + random.int(0, 1);
    return next * random.int(2, 30);
  };

  const bid = (client: Player): BidPlace | null => {
    const lot = lotOf(client);
    if (lot === undefined) return null;
    const own = client.model?.you.maxima[lot.id] ?? 0;
    const amountMinor = Math.max(1, chooseAmount(lot, own));
    const mode = random.chance(35) ? "exact" : "max";
    const confirmed = random.chance(20) ? { confirm: true as const } : {};
    const lotId = random.chance(1) ? "lot-nowhere" : lot.id;
    return { type: "bid.place", id: makeId(), lotId, amountMinor, mode, ...confirmed };
  };

  /** The same id again: as it was, with `confirm`, or as something else. */
  const repeat = (client: Player): WireCommand | null => {
    const before = random.chance(70) ? client.accepted : client.refused;
    if (before.length === 0) return null;
    const command = random.pick(before);
    if (command.type !== "bid.place" || random.chance(60)) return command;
    return random.chance(50)
      ? { ...command, confirm: true }
      : { ...command, amountMinor: command.amountMinor + 5 };
  };

  const tryHosting = (lots: readonly RoomLot[], late: boolean): WireCommand | null => {
    const id = makeId();
    const lotId = random.pick(lots).id;
    const choice = random.int(0, 99);
    if (choice < 20) return { type: "lot.open", id, lotId };
    if (choice < 30) return { type: "auction.hold", id, reason: "A moment" };
    if (choice < 45) return { type: "auction.resume", id };
    if (choice < 60) return { type: "lot.pass", id, lotId };
    if (choice < 80) {
      return { type: "lot.reorder", id, lotId, beforeLotId: random.chance(60) ? random.pick(lots).id : null };
    }
    if (choice < 85) return { type: "auction.start", id };
    if (choice < 90 && late) return { type: "auction.end", id };
    if (choice < 92 && late) return { type: "auction.cancel", id, reason: "Rain" };
    return null;
  };

  return {
    bidderAct(client) {
      const choice = random.int(0, 99);
      if (choice < 12) return repeat(client);
      const lot = lotOf(client);
      const forSale = lot?.format === "fixed" || lot?.format === "dutch";
      if (lot !== undefined && choice < (forSale ? 90 : 16))
        return { type: "lot.buy", id: makeId(), lotId: lot.id };
      return bid(client);
    },
    hostAct(client, late) {
      const lots = client.model?.lots ?? [];
      const queued = lots.filter(({ status }) => status === "queued");
      const status = client.model?.auction.status;
      const id = makeId();
      if (status === "scheduled" && random.chance(70)) return { type: "auction.start", id };
      if (client.model?.auction.held && random.chance(60)) return { type: "auction.resume", id };
      const isOpen = findCurrentLot(client.model ?? { lots: [] }) !== undefined;
      const lot = queued[0] ?? lots[0];
      if (lot === undefined) return null;
      if (!isOpen && random.chance(75)) return { type: "lot.open", id, lotId: lot.id };
      return tryHosting(lots, late) ?? bid(client);
    },
    adminAct(client) {
      const lot = lotOf(client);
      if (lot === undefined) return null;
      return { type: "lot.void", id: makeId(), lotId: lot.id, reason: "Listed by mistake" };
    },
    talk: (messageIds) => {
      if (messageIds.length > 0 && random.chance(15)) {
        return { type: "chat.remove", id: makeId(), messageId: random.pick(messageIds) };
      }
      return {
        type: "chat.post",
        id: makeId(),
        text: random.pick(["Lovely!", "How old is it?", "🔥", "<b>hi</b>"]),
      };
    },
    moderate(messageIds) {
      const paddle = random.int(1, cast.bidders.length);
      const choice = random.int(0, 9);
      if (messageIds.length > 0 && choice < 4) {
        const messageId = random.pick(messageIds);
        const durationMs = random.chance(50) ? { durationMs: 10_000 } : {};
        return { type: "chat.mute", id: makeId(), messageId, ...durationMs };
      }
      return { type: choice < 9 ? "bidder.unblock" : "bidder.block", id: makeId(), paddle };
    },
    platformAct(client) {
      const id = makeId();
      const lot = lotOf(client);
      const choice = random.int(0, 9);
      if (choice < 4) {
        const actor = random.pick(cast.bidders);
        return [actor, { type: "bidder.register", id, terms: createTerms(random, actor) }];
      }
      if (choice < 7 || lot === undefined) {
        return [
          cast.seller,
          { type: "lot.add", id, lotId: `lot-${id}`, spec: createLotSpec(random, formats) },
        ];
      }
      const queued = client.model?.lots.findLast(({ status }) => status === "queued") ?? lot;
      const lotId = random.chance(80) ? queued.id : lot.id;
      if (choice < 9)
        return [cast.seller, { type: "lot.edit", id, lotId, spec: createLotSpec(random, formats) }];
      return [cast.seller, { type: "lot.remove", id, lotId }];
    },
  };
}
