import type { Actor, RoomCommand } from "../../../domain/room/command.ts";
import type { Objection } from "./admission.ts";
import { isPastClose } from "./truth.ts";
import type { Truth, TruthLot } from "./truth.ts";

/** What the host's side may ask for. */
export type HostCommand = Extract<
  RoomCommand,
  {
    type:
      | `auction.${"start" | "hold" | "resume" | "end" | "cancel"}`
      | "lot.open"
      | "lot.pass"
      | "lot.void"
      | "lot.reorder";
  }
>;

/**
 * What speaks against a command of the host's side, in SPEC.md's order: who asks, which lot, the auction's state, its
 * hold, the lot's state, its bids, its closing pause.
 */
export function objectionsToHost(
  truth: Truth,
  actor: Actor,
  command: HostCommand,
  nowMs: number,
): readonly Objection[] {
  const objections: Objection[] = [];
  const object = (applies: boolean, code: string, ...also: string[]): void => {
    if (applies) objections.push(also.length > 0 ? { code, also } : { code });
  };
  const maybe = (code: string): void => void objections.push({ code, maybe: true });
  const isHost = actor.userId === truth.auction.sellerId || actor.isAdmin;
  object(command.type === "lot.void" ? !actor.isAdmin : !isHost, "forbidden");
  const lot = "lotId" in command ? truth.lots.find(({ lotId }) => lotId === command.lotId) : undefined;
  object("lotId" in command && lot === undefined, "lot_unknown");
  const over = truth.status === "ended" || truth.status === "cancelled";
  // Whoever asks for a lot of an auction that is over may as well hear of the lot.
  object(over, "auction_over", "auction_not_live", "auction_not_scheduled", "lot_closed", "lot_not_queued");

  const openLots = truth.lots.filter(({ status }) => status === "open");
  const contested = openLots.some((open) => open.standings.size > 0);
  const closing = openLots.some((open) => isPastClose(truth, open, nowMs));
  switch (command.type) {
    case "auction.start":
      object(truth.status !== "scheduled", "auction_not_scheduled");
      if (truth.lots.length === 0) maybe("lot_unknown");

      break;
    case "auction.hold":
      object(truth.status !== "live", "auction_not_live");
      object(truth.held !== null, "auction_held");
      object(closing, "lot_closing");
      break;
    case "auction.resume":
      object(truth.status !== "live", "auction_not_live");
      object(truth.held === null, "auction_not_held");
      break;
    case "auction.end":
    case "auction.cancel":
      object(command.type === "auction.end" && truth.status !== "live", "auction_not_live");
      object(contested, "lot_has_bids");
      object(closing, "lot_closing");
      break;
    default:
      if (lot !== undefined) objectToLot(truth, lot, { command, nowMs, object, maybe });
  }
  return objections;
}

function objectToLot(
  truth: Truth,
  lot: TruthLot,
  {
    command,
    nowMs,
    object,
    maybe,
  }: {
    readonly command: HostCommand;
    readonly nowMs: number;
    readonly object: (applies: boolean, code: string, ...also: string[]) => void;
    readonly maybe: (code: string) => void;
  },
): void {
  const ended = lot.status !== "queued" && lot.status !== "open";
  const closing = isPastClose(truth, lot, nowMs);
  switch (command.type) {
    case "lot.open": {
      const another = truth.lots.some(({ status }) => status === "open");
      object(truth.status !== "live", "auction_not_live");
      object(truth.held !== null, "auction_held");
      object(lot.status !== "queued", "lot_not_queued", "lot_already_open");
      object(another, "lot_already_open");
      break;
    }
    case "lot.pass":
      // SPEC.md lets the host pass a queued lot, and does not say whether before the start too.
      if (truth.status === "scheduled") maybe("auction_not_live");
      object(ended, "lot_closed", "lot_not_open", "lot_not_queued");
      object(lot.status === "open" && lot.standings.size > 0, "lot_has_bids");
      object(closing, "lot_closing");
      break;
    case "lot.void":
      object(ended, "lot_closed", "lot_not_open", "lot_not_queued");
      object(closing, "lot_closing");
      break;
    default: {
      object(lot.status !== "queued", "lot_not_queued");
      // Before itself is no place, or the place it has.
      if (command.type === "lot.reorder" && command.beforeLotId === lot.lotId) maybe("lot_not_queued");
      if (command.type !== "lot.reorder" || command.beforeLotId === null) break;
      const before = truth.lots.find(({ lotId }) => lotId === command.beforeLotId);
      object(before === undefined, "lot_unknown", "lot_not_queued");
      object(before !== undefined && before.status !== "queued", "lot_not_queued");
    }
  }
}
