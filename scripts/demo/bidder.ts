import { v7 as makeUuid } from "uuid";
import type { RoomClient } from "../../client/room/room-client.ts";
import { findCurrentLot, isLeading } from "../../client/room/room-model.ts";
import type { RoomLot, RoomModel } from "../../client/room/room-model.ts";

interface BidderOptions {
  readonly room: RoomClient;
  readonly signal: AbortSignal;
  /** How long they think between looks. */
  readonly pace: { readonly leastMs: number; readonly mostMs: number };
  /** What a lot is worth to them, as a multiple of its starting price, give or take. */
  readonly appetite: number;
  /** What they say now and then. */
  readonly lines: readonly string[];
}

/** In the last moments most people hold still; the others keep the soft close honest. */
const lastMomentsMs = 4_000;

/** Sits somebody in a room who bids now and then up to what a lot is worth to them, and says a word. */
export function startBidding({ room, signal, pace, appetite, lines }: BidderOptions): void {
  const worths = new Map<string, number>();
  const worthOf = (lot: RoomLot): number => {
    const wish = lot.startingPriceMinor * appetite * (0.6 + Math.random() * 0.9);
    // People think in round amounts.
    const round = wish < 5_000 ? 100 : 1_000;
    const known = worths.get(lot.id) ?? Math.max(round, Math.round(wish / round) * round);
    if (worths.size > 200) worths.clear();
    worths.set(lot.id, known);
    return known;
  };
  const act = (): void => {
    const { model, status } = room.getState();
    if (
      model === null ||
      status.kind !== "live" ||
      model.auction.status !== "live" ||
      model.auction.held !== null
    )
      return;
    if (lines.length > 0 && Math.random() < 0.04) say(room, lines);
    for (const lot of model.lots) {
      if (lot.status === "open" && wantsToBid({ room, model, lot, worthMinor: worthOf(lot) }))
        bid(room, lot, worthOf(lot));
    }
  };
  const lookAgain = (): void => {
    const timer = setTimeout(
      () => {
        if (signal.aborted) return;
        act();
        lookAgain();
      },
      pace.leastMs + Math.random() * (pace.mostMs - pace.leastMs),
    );
    signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  };
  lookAgain();
}

interface Temptation {
  readonly room: RoomClient;
  readonly model: RoomModel;
  readonly lot: RoomLot;
  readonly worthMinor: number;
}

function wantsToBid({ room, model, lot, worthMinor }: Temptation): boolean {
  if (isLeading(model, lot) || lot.nextMinimumMinor > worthMinor) return false;
  const leftMs = (lot.closesAtMs ?? 0) - room.roomNowMs();
  const isCurrent = findCurrentLot(model)?.id === lot.id;
  const chance = leftMs < lastMomentsMs ? 0.3 : 0.6;
  return Math.random() < (isCurrent ? chance : chance / 2);
}

/** Mostly the next step, sometimes all they would pay. */
function bid(room: RoomClient, lot: RoomLot, worthMinor: number): void {
  const isMaximum = Math.random() < 0.2;
  void room.placeBid({
    lotId: lot.id,
    amountMinor: isMaximum ? worthMinor : lot.nextMinimumMinor,
    mode: isMaximum ? "max" : "exact",
  });
}

function say(room: RoomClient, lines: readonly string[]): void {
  const text = lines[Math.floor(Math.random() * lines.length)];
  if (text !== undefined) void room.send({ type: "chat.post", id: makeUuid(), text });
}
