import type { LogPage } from "../../contract/room/fact.ts";
import type { CommandAccepted, CommandRefused } from "../../contract/room/session.ts";
import type { Actor, BidderTerms, PlatformCommand, RoomRole } from "../../domain/room/command.ts";
import type { Opening } from "../../domain/room/fact.ts";
import type { LotSpec } from "../../domain/room/lot-rules.ts";
import type { AuctionView, LotView, RoomSnapshot } from "../../domain/room/views.ts";

/** A signed-in person or a passer-by, as the Worker has established them. */
export interface Caller extends Actor {
  /** The login session behind the access token, or the API key's id; null when signed out. */
  readonly sessionId: string | null;
  /** When the access token or the key's quarter of an hour runs out; a socket does not outlive it. Null when signed out. */
  readonly sessionExpiresAtMs: number | null;
}

export interface JoinRequest {
  readonly caller: Caller;
  /** What the upgrade must come from: the Origin of a browser, null for native clients and API keys. */
  readonly origin: string | null;
  /** Present when the caller may bid (rule B1); registering gives a paddle. Null leaves them a viewer. */
  readonly terms: BidderTerms | null;
}

export interface Joined {
  readonly ticket: string;
  readonly role: RoomRole;
  readonly paddle: number | null;
  readonly snapshot: RoomSnapshot;
}

/** The whole auction for GET /auctions/:id: every lot, in order. */
export interface RoomReading {
  readonly auction: AuctionView;
  readonly lots: readonly LotView[];
  readonly viewers: number;
  /** The log's head. */
  readonly seq: number;
}

/** A batch on its way to Postgres (rule J2). */
export interface OutboxPage {
  /** Entries as their rows hold them, for `parseEntry`: the reader has time for that, a room has bids to answer. */
  readonly entryTexts: readonly string[];
  /** True when more entries wait behind these. */
  readonly more: boolean;
}

/**
 * What the Worker may ask of a room. Every argument was parsed by the caller; every answer is plain data.
 * A room that was never created answers null (`command`: a refusal `lot_unknown` is not given; the Worker
 * checks first with `read`).
 */
export interface AuctionRoomRpc {
  /** Runs a platform command (create, edit, add lots, register). Creating twice with the same id is answered once. */
  platform(command: PlatformCommand, caller: Caller): Promise<CommandAccepted | CommandRefused>;
  /** Runs a wire command over HTTP; `body` is parsed by the same schema as a frame. */
  command(body: unknown, caller: Caller): Promise<CommandAccepted | CommandRefused | null>;
  /** Null when the room does not exist or, being private, is not for this caller. */
  join(request: JoinRequest): Promise<Joined | null>;
  read(caller: Caller): Promise<RoomReading | null>;
  /** What the seller asked of a lot, the reserve with it: for the host and admins; null for anybody else. */
  lotSpec(lotId: string, caller: Caller): Promise<LotSpec | null>;
  /** The caller's own amounts of a closed lot that the log keeps closed (rule H2); null without such a lot. */
  withheld(lotId: string, caller: Caller): Promise<readonly Opening[] | null>;
  log(afterSeq: number, limit: number, caller: Caller): Promise<LogPage | null>;
  /** Entries after this entry number, oldest first. */
  outbox(afterEntryNumber: number, limit: number): Promise<OutboxPage>;
  /** Postgres holds everything up to here; returns whether entries remain. */
  advance(entryNumber: number): Promise<{ readonly more: boolean }>;
  /** The watchdog's touch: does what is due and re-arms the alarm. */
  poke(): Promise<void>;
  /** Closes this person's sockets, or only those of one session or API key, with 4401. */
  endSession(userId: string, sessionId: string | null): Promise<void>;
}

/** The message on the queue: look at this room (rule J2). */
export interface RoomNudge {
  readonly auctionId: string;
}
