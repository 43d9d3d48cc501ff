import { WebSocket } from "ws";
import type { DownFrame } from "../../contract/room/down.ts";
import type { CommandAccepted } from "../../contract/room/session.ts";
import type { BidPlace } from "../../domain/room/command.ts";
import type { Caller } from "../../durable-objects/auction-room/rpc.ts";
import { pageOrigin } from "./mortal-workerd.ts";
import type { RoomCaller } from "./room-caller.ts";

/** Someone who bids through crashes: what was not answered is sent again, with the same id, by the next socket. */
export interface Bidder {
  readonly caller: Caller;
  /** Joins and opens a socket; resends what is unanswered. */
  readonly connect: () => Promise<void>;
  readonly bid: (command: BidPlace) => void;
  readonly close: () => void;
  readonly unanswered: ReadonlyMap<string, BidPlace>;
  /** The accepted ones as they were acknowledged. */
  readonly acknowledged: ReadonlyMap<string, CommandAccepted>;
  readonly commands: ReadonlyMap<string, BidPlace>;
  readonly refused: Readonly<Record<string, number>>;
  /** Every fact this person was ever shown, by seq. */
  readonly facts: ReadonlyMap<number, string>;
  /** The same id answered in two ways, or a fact shown in two versions; empty in a room that keeps its word. */
  readonly contradictions: readonly string[];
}

export function createBidder(origin: string, auctionId: string, room: RoomCaller, caller: Caller): Bidder {
  const commands = new Map<string, BidPlace>();
  const unanswered = new Map<string, BidPlace>();
  const acknowledged = new Map<string, CommandAccepted>();
  const refused: Record<string, number> = {};
  const facts = new Map<number, string>();
  const contradictions: string[] = [];
  let socket: WebSocket | undefined;

  const hear = (frame: DownFrame): void => {
    if (frame.type === "command.accepted") {
      const before = acknowledged.get(frame.id);
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(frame))
        contradictions.push(frame.id);
      acknowledged.set(frame.id, frame);
      unanswered.delete(frame.id);
    } else if (frame.type === "command.refused") {
      refused[frame.code] = (refused[frame.code] ?? 0) + 1;
      if (frame.id !== null) unanswered.delete(frame.id);
    } else if (frame.type === "room.facts") {
      for (const fact of frame.facts) {
        if ((facts.get(fact.seq) ?? fact.hash) !== fact.hash) contradictions.push(`fact ${fact.seq}`);
        facts.set(fact.seq, fact.hash);
      }
    }
  };

  return {
    caller,
    commands,
    unanswered,
    acknowledged,
    refused,
    facts,
    contradictions,
    connect: async () => {
      const { ticket } = await room.join({ caller, origin: pageOrigin, terms: null });
      const url = `${origin.replace("http", "ws")}/room/${auctionId}`;
      const opened = new WebSocket(url, ["blytz.v1", `ticket.${ticket}`], { origin: pageOrigin });
      opened.on("message", (data: Buffer) => hear(JSON.parse(data.toString()) as DownFrame));
      // A killed room resets the connection; what it owed is settled by the next socket.
      opened.on("error", () => undefined);
      await new Promise<void>((resolve, reject) => {
        opened.once("open", resolve);
        opened.once("close", () => reject(new Error("closed while connecting")));
      });
      socket = opened;
      for (const command of unanswered.values()) opened.send(JSON.stringify(command));
    },
    bid: (command) => {
      commands.set(command.id, command);
      unanswered.set(command.id, command);
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(command));
    },
    close: () => socket?.terminate(),
  };
}
