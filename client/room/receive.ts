import type { ReceivedFrame } from "../../contract/room/codec.ts";
import { accept, refuse } from "../../domain/result.ts";
import { applyChat, applyChatRemoved, applyYou } from "./apply-frame.ts";
import type { CatchUp } from "./catch-up.ts";
import type { Commands } from "./commands.ts";
import type { Emitter, RoomEvents } from "./events.ts";
import type { Line } from "./line.ts";
import { acceptOwnBid } from "./own-bids.ts";
import type { RoomStore } from "./room-state.ts";

export interface ReceiveDeps {
  readonly store: RoomStore;
  readonly catchUp: CatchUp;
  readonly commands: Commands;
  readonly line: Line;
  readonly emit: Emitter<RoomEvents>["emit"];
  /** A frame of the log was taken: the model may be current now. */
  readonly onLog: () => void;
}

type FrameOf<Type extends ReceivedFrame["type"]> = Extract<ReceivedFrame, { readonly type: Type }>;

/** Returns what acts on one frame of the room. */
export function createReceive(deps: ReceiveDeps): (frame: ReceivedFrame) => void {
  const { store, catchUp, commands, line, emit } = deps;

  const receiveAccepted = (frame: FrameOf<"command.accepted">): void => {
    const { model, ownBids } = store.read();
    if (model !== null) store.update({ ownBids: acceptOwnBid(ownBids, frame, model) });
    commands.settle(frame.id, accept(frame));
    catchUp.expect(frame.seq);
  };

  const receiveRefused = ({ id, code, message, details }: FrameOf<"command.refused">): void => {
    // Without an id it belongs to no command: the room could not read what this client wrote.
    if (id === null) emit("trouble", { what: "unreadable", detail: `${code}: ${message}` });
    else commands.settle(id, refuse({ code, message, details }));
  };

  /** Frames that change what stands beside the auction. */
  const receiveAside = (
    frame: FrameOf<"you.updated" | "room.presence" | "chat.posted" | "chat.removed">,
  ): void => {
    const { model } = store.read();
    if (model === null) return;
    switch (frame.type) {
      case "you.updated": {
        const { type: _, ...change } = frame;
        store.update({ model: applyYou(model, change) });
        break;
      }
      case "room.presence":
        store.update({ model: { ...model, viewers: frame.viewers } });
        break;
      case "chat.posted":
        store.update({ model: applyChat(model, frame.lines) });
        emit("chat", frame.lines);
        break;
      case "chat.removed":
        store.update({ model: applyChatRemoved(model, frame.messageId) });
        break;
    }
  };

  return (frame) => {
    switch (frame.type) {
      case "room.snapshot":
        catchUp.snapshot(frame);
        line.advanced();
        deps.onLog();
        break;
      case "room.facts":
        catchUp.facts(frame.facts);
        line.advanced();
        deps.onLog();
        break;
      case "command.accepted":
        receiveAccepted(frame);
        break;
      case "command.refused":
        receiveRefused(frame);
        break;
      case "clock.pong":
        line.pong(frame);
        break;
      case "reaction.burst":
        emit("reactions", frame.counts);
        break;
      default:
        receiveAside(frame);
    }
  };
}
