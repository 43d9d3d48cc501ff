import type { ChatLine } from "../../contract/room/chat.ts";
import type { Actor, RoomCommand } from "../../domain/room/command.ts";
import type { Fact } from "../../domain/room/fact.ts";
import type { AuctionView, LotView, YouView } from "../../domain/room/views.ts";

/** What a sender was told. */
export type Answered =
  | {
      readonly ok: true;
      readonly seq: number;
      readonly outcome: "leading" | "outbid" | "done";
      readonly priceMinor?: number | undefined;
      readonly yourMaxMinor?: number | undefined;
    }
  | {
      readonly ok: false;
      readonly code: string;
      readonly details?: Readonly<Record<string, unknown>> | undefined;
    };

/** What one person was shown at a moment. */
export interface Look {
  readonly actor: Actor;
  readonly auction: AuctionView;
  readonly lots: readonly LotView[];
  readonly you: YouView;
}

/** One thing the room handled. The alarm has nothing to say but its time. */
export type Happening =
  | { readonly type: "alarm" }
  /** The room lost its memory and came back from its journal. */
  | { readonly type: "evicted" }
  | { readonly type: "look"; readonly look: Look }
  | {
      readonly type: "command";
      readonly actor: Actor;
      readonly command: RoomCommand;
      readonly answered: Answered;
    };

export interface Heard {
  /** The room's clock as it was handled. */
  readonly atMs: number;
  /** The log's length afterwards. */
  readonly headSeq: number;
  readonly what: Happening;
  /** Chat lines that went out because of it. */
  readonly chat: readonly ChatLine[];
}

/** A sale as it reached the other side of the outbox (rule S1). */
export interface SaleRecord {
  readonly lotId: string;
  readonly saleNumber: number;
  readonly userId: string;
  readonly paddle: number;
  readonly priceMinor: number;
  readonly shippingMinor: number;
}

/** Everything an onlooker who sees all messages knows about one room: nothing of its insides. */
export interface Transcript {
  readonly auctionId: string;
  /** In the order the room handled it; the first is the auction's creation. */
  readonly heard: readonly Heard[];
  readonly log: readonly Fact[];
  readonly sales: readonly SaleRecord[];
}
