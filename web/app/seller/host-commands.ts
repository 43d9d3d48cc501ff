import type { RoomLot, RoomModel } from "../../../client/room/room-model.ts";
import { findCurrentLot } from "../../../client/room/room-model.ts";
import { findNextLot } from "../room/focus.ts";

/** What a host can do now, and with which lot. */
export type HostCommands = {
  readonly phase: "scheduled" | "live" | "held" | "over";
  /** The lot on the block. */
  readonly open: RoomLot | undefined;
  /** The lot that comes next, and whether it may open yet. */
  readonly next: RoomLot | undefined;
  readonly canOpenNext: boolean;
  readonly canHold: boolean;
  readonly canPass: boolean;
  /** A sale with bids on the block cannot end (rule L1). */
  readonly canEnd: boolean;
};

export function computeHostCommands(model: RoomModel): HostCommands {
  const { status, held } = model.auction;
  const open = findCurrentLot(model);
  const next = findNextLot(model);
  const phase = status === "scheduled" ? "scheduled" : status !== "live" ? "over" : held ? "held" : "live";
  const isFree = (open?.bidCount ?? 0) === 0;
  return {
    phase,
    open,
    next,
    canOpenNext: phase === "live" && open === undefined && next !== undefined,
    canHold: phase === "live" && open !== undefined,
    canPass: phase === "live" && open !== undefined && isFree,
    canEnd: (phase === "live" || phase === "held") && isFree,
  };
}
