import type { ChatLine } from "../../contract/room/chat.ts";
import type { ReceivedFact } from "../../contract/room/codec.ts";
import type { LotView, RoomSnapshot, YouView } from "../../domain/room/views.ts";
import { limits } from "../../domain/limits.ts";
import { applyFact, applyToLots } from "./apply-fact.ts";
import { bounds } from "./bounds.ts";
import type { RoomLot, RoomModel } from "./room-model.ts";

/** The model after a snapshot. What a snapshot does not carry (chat, feed, far and closed lots) is kept. */
export function applySnapshot(model: RoomModel | null, snapshot: RoomSnapshot): RoomModel {
  const { seq, auction, you, viewers } = snapshot;
  const shown = new Set(snapshot.lots.map(({ id }) => id));
  // A lot that was open here and is not in the snapshot has closed meanwhile: how, only a reading can tell. Of very
  // many open ones a snapshot shows some; then all are kept until the reading.
  const showsAllOpen =
    snapshot.lots.filter(({ status }) => status === "open").length < limits.snapshotOpenLotsMax;
  const kept = (model?.lots ?? []).filter(
    (lot) => !shown.has(lot.id) && (lot.status !== "open" || !showsAllOpen) && lot.asOfSeq <= seq,
  );
  const lots = sortLots([
    ...kept,
    ...snapshot.lots.map((lot) => ({ ...lot, asOfSeq: seq, lastBidAuto: false })),
  ]);
  const unchanged = model !== null && model.seq === seq && model.lotsComplete;
  return {
    seq,
    headHash: model?.seq === seq ? model.headHash : null,
    auction,
    lots,
    lotsComplete: lots.length >= auction.lotCount && (unchanged || kept.length === 0),
    unreadFacts: [],
    you,
    viewers,
    chat: model?.chat ?? [],
    bids: (model?.bids ?? []).filter((line) => line.seq <= seq),
  };
}

export interface FactsApplied {
  readonly model: RoomModel;
  /** Those that were new, oldest first. */
  readonly applied: readonly ReceivedFact[];
  /**
   * `gap`: facts are missing before `atSeq`. `fork`: the fact at `atSeq` does not follow from what this client holds,
   * so its history is not the room's.
   */
  readonly trouble: { readonly type: "gap" | "fork"; readonly atSeq: number } | null;
}

/** Applies what follows on, skips what is known, stops where something is missing. */
export function applyFacts(model: RoomModel, facts: readonly ReceivedFact[]): FactsApplied {
  let current = model;
  const applied: ReceivedFact[] = [];
  for (const fact of facts) {
    if (fact.seq <= current.seq) continue;
    if (fact.seq !== current.seq + 1)
      return { model: current, applied, trouble: { type: "gap", atSeq: fact.seq } };
    if (current.headHash !== null && fact.previousHash !== current.headHash) {
      return { model: current, applied, trouble: { type: "fork", atSeq: fact.seq } };
    }
    current = applyFact(current, fact);
    applied.push(fact);
  }
  return { model: current, applied, trouble: null };
}

/** Takes lots read over HTTP as of `seq`; a lot this client knows something newer about stays. */
export function applyReading(
  model: RoomModel,
  reading: { readonly seq: number; readonly lots: readonly LotView[] },
): RoomModel {
  const known = new Map(model.lots.map((lot) => [lot.id, lot]));
  const lots = reading.lots.map((lot): RoomLot => {
    const mine = known.get(lot.id);
    known.delete(lot.id);
    if (mine === undefined || mine.asOfSeq <= reading.seq)
      return { ...lot, asOfSeq: reading.seq, lastBidAuto: false };
    // An opening seen before the lot was known lacks what facts do not carry.
    const { description, imageUrls, productId, rerunOf } = lot;
    return { ...mine, description, imageUrls, productId, rerunOf };
  });
  const newer = [...known.values()].filter((lot) => lot.asOfSeq > reading.seq);
  // What happened between the reading and now to lots it has just brought.
  const current = model.unreadFacts.reduce<readonly RoomLot[]>(applyToLots, sortLots([...lots, ...newer]));
  const firstKeptSeq = model.unreadFacts[0]?.fact.seq ?? model.seq + 1;
  const lotsComplete = reading.seq + 1 >= firstKeptSeq || model.lotsComplete;
  return { ...model, lots: current, lotsComplete, unreadFacts: lotsComplete ? [] : model.unreadFacts };
}

export function applyYou(model: RoomModel, change: Partial<YouView>): RoomModel {
  return { ...model, you: { ...model.you, ...change } };
}

/** Adds chat lines, live or from the archive, once each and in order. */
export function applyChat(model: RoomModel, lines: readonly ChatLine[]): RoomModel {
  const known = new Set(model.chat.map(({ messageId }) => messageId));
  const added = lines.filter(({ messageId }) => !known.has(messageId));
  if (added.length === 0) return model;
  const chat = [...model.chat, ...added].toSorted((left, right) => left.atMs - right.atMs);
  return { ...model, chat: chat.slice(-bounds.chatLinesRemembered) };
}

export function applyChatRemoved(model: RoomModel, messageId: string): RoomModel {
  return { ...model, chat: model.chat.filter((line) => line.messageId !== messageId) };
}

function sortLots(lots: readonly RoomLot[]): readonly RoomLot[] {
  return lots.toSorted((left, right) => left.position - right.position);
}
