import type { LotSpec } from "./lot-rules.ts";

/** `max`: bid for me up to this. `exact`: jump to this price. */
export const bidModes = ["max", "exact"] as const;
export type BidMode = (typeof bidModes)[number];

interface CommandOf<Type extends string> {
  readonly type: Type;
  /** Made by the client; makes the command happen once (rule B3). */
  readonly id: string;
}
interface LotCommandOf<Type extends string> extends CommandOf<Type> {
  readonly lotId: string;
}
interface ReasonedCommandOf<Type extends string> extends CommandOf<Type> {
  readonly reason?: string;
}

export interface BidPlace extends LotCommandOf<"bid.place"> {
  readonly amountMinor: number;
  readonly mode: BidMode;
  readonly confirm?: true;
}
export type LotBuy = LotCommandOf<"lot.buy">;
export type GiveawayEnter = LotCommandOf<"giveaway.enter">;
export interface ChatPost extends CommandOf<"chat.post"> {
  readonly text: string;
}
export type AuctionStart = ReasonedCommandOf<"auction.start">;
export type AuctionHold = ReasonedCommandOf<"auction.hold">;
export type AuctionResume = ReasonedCommandOf<"auction.resume">;
export type AuctionEnd = ReasonedCommandOf<"auction.end">;
export type AuctionCancel = ReasonedCommandOf<"auction.cancel">;
export type LotOpen = LotCommandOf<"lot.open">;
export interface LotPass extends LotCommandOf<"lot.pass"> {
  readonly reason?: string;
}
export interface LotReorder extends LotCommandOf<"lot.reorder"> {
  /** Its new place among the queued lots: it will stand right before this queued lot, or last when null. */
  readonly beforeLotId: string | null;
}
export interface ChatRemove extends CommandOf<"chat.remove"> {
  readonly messageId: string;
}
export interface ChatMute extends CommandOf<"chat.mute"> {
  /** Whom: the author of this message (hosts know no user ids). */
  readonly messageId: string;
  readonly durationMs?: number;
}
export interface BidderBlock extends ReasonedCommandOf<"bidder.block"> {
  readonly paddle: number;
}
export interface BidderUnblock extends CommandOf<"bidder.unblock"> {
  readonly paddle: number;
}
export interface LotVoid extends LotCommandOf<"lot.void"> {
  readonly reason: string;
}

/** What a person may send over a socket or HTTP, once parsed. */
export type WireCommand =
  | BidPlace
  | LotBuy
  | GiveawayEnter
  | ChatPost
  | AuctionStart
  | AuctionHold
  | AuctionResume
  | AuctionEnd
  | AuctionCancel
  | LotOpen
  | LotPass
  | LotReorder
  | ChatRemove
  | ChatMute
  | BidderBlock
  | BidderUnblock
  | LotVoid;

/** The auction as its seller sets it up; lots apart. Times are epoch milliseconds. */
export interface AuctionSpec {
  readonly auctionId: string;
  readonly sellerId: string;
  readonly sellerName: string;
  readonly title: string;
  readonly description: string;
  readonly currency: string;
  readonly pacing: "live" | "timed";
  readonly visibility: "public" | "private";
  readonly region: string | null;
  readonly scheduledStartMs: number;
  readonly scheduledEndMs: number | null;
  readonly staggerMs: number;
  readonly premiumBps: number;
  readonly feeBps: number;
  /** Users who may not bid here: the seller's linked accounts (rule B2). */
  readonly linkedUserIds: readonly string[];
  readonly moderatorIds: readonly string[];
}

/** What may be changed about a scheduled auction. */
export type AuctionEdit = Partial<
  Pick<
    AuctionSpec,
    "title" | "description" | "scheduledStartMs" | "scheduledEndMs" | "visibility" | "moderatorIds"
  >
>;

/** What the platform knows about someone who may become a bidder here (rule B1). */
export interface BidderTerms {
  readonly userId: string;
  readonly displayName: string;
  /** Null: no limit of their own. */
  readonly limitMinor: number | null;
  /** Of their first lot in this auction. */
  readonly shippingMinor: number;
  /** Of every further one, which travels with the first (rule P9). Left out: as much as the first. */
  readonly additionalShippingMinor?: number;
  readonly taxBps: number;
}

export interface AuctionCreate extends CommandOf<"auction.create"> {
  readonly auction: AuctionSpec;
  readonly lots: readonly { readonly lotId: string; readonly spec: LotSpec }[];
}
export interface AuctionEditCommand extends CommandOf<"auction.edit"> {
  readonly edit: AuctionEdit;
}
export interface LotAdd extends LotCommandOf<"lot.add"> {
  readonly spec: LotSpec;
}
export interface LotEdit extends LotCommandOf<"lot.edit"> {
  readonly spec: LotSpec;
}
export type LotRemove = LotCommandOf<"lot.remove">;
/** Gives a paddle the first time, refreshes the terms after. */
export interface BidderRegister extends CommandOf<"bidder.register"> {
  readonly terms: BidderTerms;
}

/** What only the platform's own routes send, never a socket (rule L8). */
export type PlatformCommand =
  | AuctionCreate
  | AuctionEditCommand
  | LotAdd
  | LotEdit
  | LotRemove
  | BidderRegister;

export type RoomCommand = WireCommand | PlatformCommand;

/** Who sends. Roles inside the room (host, moderator, bidder) follow from the room's state. */
export interface Actor {
  /** Null when signed out. */
  readonly userId: string | null;
  readonly displayName: string | null;
  readonly isAdmin: boolean;
}

export const roomRoles = ["viewer", "bidder", "moderator", "host", "admin"] as const;
export type RoomRole = (typeof roomRoles)[number];
