import { closeCodes } from "../../contract/room/down.ts";
import { limits } from "../../domain/limits.ts";
import { must } from "../../domain/result.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import { admitSocket, writeRefusal } from "./connect.ts";
import type { Room } from "./room.ts";
import type { Caller } from "./rpc.ts";
import { Session } from "./session.ts";
import type { RoomSettings } from "./settings.ts";
import type { TicketOffice } from "./ticket.ts";

interface OpenSocketOptions {
  readonly ctx: DurableObjectState;
  readonly room: Room;
  readonly settings: RoomSettings;
  readonly tickets: TicketOffice;
  /** The room as it is now, or null when it is not for this person. */
  readonly findState: (caller: Caller) => AuctionState | null;
  /** Sends the first frame. */
  readonly resume: (session: Session, afterSeq: number | null) => void;
}

/** Answers an upgrade: the checks, then a socket that hibernates and has heard where the room stands. */
export function openSocket(request: Request, options: OpenSocketOptions): Response {
  const { ctx, room, settings, tickets, findState, resume } = options;
  const nowMs = room.readNowMs();
  const admitted = admitSocket(request, {
    settings,
    tickets,
    sessions: room.sessions,
    nowMs,
    reap: (userId) => closeSilent(options, userId, nowMs),
  });
  if (!admitted.ok) return writeRefusal(request, admitted.refusal);
  const { attachment, afterSeq, protocol } = admitted.value;
  const state = findState(attachment.caller);
  if (state === null) {
    return writeRefusal(request, { status: 404, code: "not_found", message: "There is no such auction." });
  }
  const ends = Object.values(new WebSocketPair());
  const [client, server] = [must(ends[0], "the client's end"), must(ends[1], "the room's end")];
  ctx.acceptWebSocket(server);
  const session = new Session(server, attachment, state.head.seq);
  session.heardAtMs = nowMs;
  session.keep();
  room.sessions.add(session);
  room.alarm.wakeBy(attachment.caller.sessionExpiresAtMs);
  resume(session, afterSeq);
  room.sideChannel.presenceChanged();
  const headers = new Headers(protocol === null ? [] : [["Sec-WebSocket-Protocol", protocol]]);
  return new Response(null, { status: 101, webSocket: client, headers });
}

/**
 * Closes a person's sockets that have not been heard of for long: a phone that changed networks leaves one behind each
 * time, and they must not keep its owner out.
 */
function closeSilent({ ctx, room }: OpenSocketOptions, userId: string, nowMs: number): void {
  for (const session of room.sessions.ofUser(userId)) {
    const beatAtMs = ctx.getWebSocketAutoResponseTimestamp(session.socket)?.getTime() ?? 0;
    const heardAtMs = Math.max(beatAtMs, session.heardAtMs ?? 0);
    if (nowMs - heardAtMs > limits.readerStallMs) room.close(session, closeCodes.tooSlow, "gone silent");
  }
}
