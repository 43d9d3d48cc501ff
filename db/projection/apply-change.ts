import { assert } from "../../domain/result.ts";
import type { JournalEntry, PrivateChange } from "../../domain/room/entry.ts";
import { createAuctionRow, editAuctionRow } from "./auction-row.ts";
import { type Batch, getAuction, getLot, setLot } from "./batch.ts";
import { moveInLineUp, removeFromLineUp } from "./line-up.ts";
import { applyHiddenBid, createLotRow, editLotRow } from "./lot-row.ts";

interface PlacedChange<Change = PrivateChange> {
  readonly change: Change;
  readonly entry: JournalEntry;
}

type LineUpChange = Extract<PrivateChange, { readonly type: `lot.${string}` }>;
type PersonalChange = Extract<PrivateChange, { readonly type: `bidder.${string}` | `chat.${string}` }>;

/** Takes one private change of an entry into the batch. */
export function applyChange(batch: Batch, auctionId: string, placed: PlacedChange): void {
  const { change, entry } = placed;
  switch (change.type) {
    case "auction.created":
      assert(batch.auction === undefined, "an auction is created once");
      assert(change.auction.auctionId === auctionId, "a room projects its own auction");
      batch.auction = createAuctionRow(change.auction, entry.atMs);
      for (const lot of change.lots) addLot(batch, lot);
      return;
    case "auction.edited":
      batch.isListing ||= change.edit.visibility !== undefined;
      batch.auction = editAuctionRow(getAuction(batch), change.edit);
      return;
    case "bid.accepted":
      // Only a hidden amount says something the facts do not.
      if (change.salt !== null) setLot(batch, applyHiddenBid(getLot(batch, change.lotId), change));
      return;
    case "sale.made":
      batch.sales.push({ ...change, soldAt: new Date(entry.atMs) });
      return;
    case "reserve.committed":
      // Stays in the room until `lot.revealed` says it to everyone.
      return;
    case "lot.added":
    case "lot.edited":
    case "lot.removed":
    case "lot.reordered":
      applyLineUpChange(batch, change);
      return;
    default:
      applyPersonalChange(batch, auctionId, { change, entry });
  }
}

function applyLineUpChange(batch: Batch, change: LineUpChange): void {
  switch (change.type) {
    case "lot.added":
      addLot(batch, change);
      return;
    case "lot.edited":
      setLot(batch, editLotRow(getLot(batch, change.lotId), change.spec));
      return;
    case "lot.removed":
      removeLot(batch, change.lotId);
      return;
    case "lot.reordered":
      for (const lot of moveInLineUp(batch.lots, change.lotId, change.beforeLotId).values())
        setLot(batch, lot);
  }
}

function applyPersonalChange(
  batch: Batch,
  auctionId: string,
  { change, entry }: PlacedChange<PersonalChange>,
): void {
  const at = new Date(entry.atMs);
  switch (change.type) {
    case "bidder.registered": {
      const { paddle } = change;
      const { userId, limitMinor, shippingMinor, additionalShippingMinor = null, taxBps } = change.terms;
      const registeredAt = batch.registrations.get(userId)?.registeredAt ?? at;
      const terms = { limitMinor, shippingMinor, additionalShippingMinor, taxBps };
      batch.userIdsByPaddle.set(paddle, userId);
      batch.registrations.set(userId, { auctionId, userId, paddle, registeredAt, ...terms });
      return;
    }
    case "bidder.blocked":
      batch.blocks.set(change.userId, at);
      return;
    case "bidder.unblocked":
      batch.blocks.set(change.userId, null);
      return;
    case "chat.posted": {
      const { messageId, userId, displayName, role, text } = change;
      const message = { id: messageId, auctionId, senderId: userId, displayName, role, text, at };
      batch.messages.set(messageId, message);
      return;
    }
    case "chat.removed":
      batch.removedMessages.push({ id: change.messageId, at, by: entry.private.userId });
      return;
    case "chat.muted":
      // A mute is of use in its room only.
      return;
  }
}

/** A new lot goes behind the last one. Their number would not do: a lot taken out from among closed ones leaves a gap. */
function addLot(
  batch: Batch,
  lot: Pick<Extract<PrivateChange, { type: "lot.added" }>, "lotId" | "spec">,
): void {
  const auction = getAuction(batch);
  batch.isListing = true;
  batch.auction = { ...auction, lotCount: auction.lotCount + 1 };
  let last = 0;
  for (const { position } of batch.lots.values()) last = Math.max(last, position);
  setLot(batch, createLotRow(auction.id, lot, last + 1));
}

function removeLot(batch: Batch, lotId: string): void {
  const auction = getAuction(batch);
  const moved = removeFromLineUp(batch.lots, lotId);
  batch.lots.delete(lotId);
  batch.changedLotIds.delete(lotId);
  batch.removedLotIds.add(lotId);
  for (const lot of moved.values()) setLot(batch, lot);
  batch.auction = { ...auction, lotCount: auction.lotCount - 1 };
}
