import type { LogPage } from "../../contract/room/fact.ts";
import type { PlatformCommand, WireCommand } from "../../domain/room/command.ts";
import type { Answered } from "../../durable-objects/auction-room/commands.ts";
import type { Caller, Joined, JoinRequest, OutboxPage } from "../../durable-objects/auction-room/rpc.ts";

/** A room in another process. */
export interface RoomCaller {
  readonly platform: (command: PlatformCommand, caller: Caller) => Promise<Answered>;
  readonly command: (command: WireCommand, caller: Caller) => Promise<Answered | null>;
  readonly join: (request: JoinRequest) => Promise<Joined>;
  readonly log: (afterSeq: number, limit: number, caller: Caller) => Promise<LogPage>;
  readonly outbox: (afterEntryNumber: number, limit: number) => Promise<OutboxPage>;
}

export function createRoomCaller(origin: string, auctionId: string): RoomCaller {
  const call = async <Answer>(method: string, args: readonly unknown[]): Promise<Answer> => {
    const url = `${origin}/room/${auctionId}/${method}`;
    const response = await fetch(url, { method: "POST", body: JSON.stringify(args) });
    if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
    // What the room's own interface promises; the process in between only carries it.
    return (await response.json()) as Answer;
  };
  return {
    platform: (...args) => call("platform", args),
    command: (...args) => call("command", args),
    join: (...args) => call("join", args),
    log: (...args) => call("log", args),
    outbox: (...args) => call("outbox", args),
  };
}
