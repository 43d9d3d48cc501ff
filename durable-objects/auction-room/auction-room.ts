import { DurableObject } from "cloudflare:workers";
import type { LogPage } from "../../contract/room/fact.ts";
import type { CommandAccepted, CommandRefused } from "../../contract/room/session.ts";
import { closeCodes } from "../../contract/room/down.ts";
import { heartbeat, wireCommand } from "../../contract/room/up.ts";
import { limits } from "../../domain/limits.ts";
import type { PlatformCommand, RoomCommand } from "../../domain/room/command.ts";
import type { Opening } from "../../domain/room/fact.ts";
import { findLot } from "../../domain/room/find.ts";
import type { LotSpec } from "../../domain/room/lot-rules.ts";
import { computeRole } from "../../domain/room/roles.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import { viewAuction, viewLots, viewWithheld } from "../../domain/room/view.ts";
import { toRefused } from "./commands.ts";
import type { Answered } from "./commands.ts";
import { joinRoom } from "./join.ts";
import { createLogReader } from "./log.ts";
import type { LogReader } from "./log.ts";
import { openSocket } from "./open-socket.ts";
import { receiveFrame } from "./receive.ts";
import type { ReceiveOptions } from "./receive.ts";
import { reportFailure } from "./report.ts";
import { sendResume } from "./resume.ts";
import { openRoom } from "./room.ts";
import type { Room } from "./room.ts";
import type {
  AuctionRoomRpc,
  Caller,
  JoinRequest,
  Joined,
  OutboxPage,
  RoomNudge,
  RoomReading,
} from "./rpc.ts";
import type { Session } from "./session.ts";
import { getRoomSettings } from "./settings.ts";
import type { RoomSettings } from "./settings.ts";
import { takeSnapshotIfDue } from "./snapshot-policy.ts";
import { createTicketOffice } from "./ticket.ts";
import type { TicketOffice } from "./ticket.ts";
import { isVisibleTo } from "./visibility.ts";

/** The services a room uses; its settings are parsed from the same object. */
interface RoomEnv {
  readonly ROOM_NUDGES: { readonly send: (nudge: RoomNudge) => Promise<unknown> };
}

/** One auction: its journal, its clock, its sockets. This class only wires; the parts are in the files beside it. */
export class AuctionRoom extends DurableObject<RoomEnv> implements AuctionRoomRpc {
  private readonly settings: RoomSettings;
  private readonly tickets: TicketOffice;
  private readonly logReader: LogReader;
  private readonly room: Room;
  private readonly receiving: ReceiveOptions;

  constructor(ctx: DurableObjectState, env: RoomEnv) {
    super(ctx, env);
    this.settings = getRoomSettings(env);
    this.tickets = createTicketOffice({ key: this.settings.ticketKey, roomId: ctx.id.toString() });
    const room = openRoom({
      storage: ctx.storage,
      sockets: ctx.getWebSockets(),
      sendNudge: (nudge) => env.ROOM_NUDGES.send(nudge),
    });
    this.room = room;
    this.logReader = createLogReader(room.store.journal, this.settings.logSigningKeys);
    this.receiving = {
      tickets: this.tickets,
      submit: (input, reply, onCrash) =>
        room.submit({ input, arrivedAtMs: room.readNowMs(), isRationed: true }, reply, onCrash),
      close: room.close,
      react: (kind) => room.sideChannel.react(kind),
      resume: (session, afterSeq) => this.resume(session, afterSeq),
      renewed: (session) => room.alarm.wakeBy(session.caller.sessionExpiresAtMs),
      reportFailure: (error) => reportFailure("receive", error),
    };
    // Answered by the platform: a heartbeat wakes nobody and costs nothing.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(heartbeat.ping, heartbeat.pong));
    void ctx.blockConcurrencyWhile(async () => room.alarm.found(await ctx.storage.getAlarm()));
  }

  /** The upgrade of `GET /ws/auctions/:id`. */
  override async fetch(request: Request): Promise<Response> {
    const { ctx, room, settings, tickets } = this;
    return openSocket(request, {
      ctx,
      room,
      settings,
      tickets,
      findState: (caller) => this.findVisible(caller),
      resume: (session, afterSeq) => this.resume(session, afterSeq),
    });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const session = this.room.sessions.find(socket);
    if (session === undefined) {
      socket.close(closeCodes.reconnect, "join again");
      return;
    }
    const nowMs = this.room.readNowMs();
    session.heardAtMs = nowMs;
    receiveFrame(session, message, { ...this.receiving, nowMs });
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    const session = this.room.sessions.find(socket);
    // 1005 and 1006 say that there was no code; they must not be sent.
    session?.close(code === 1005 || code === 1006 ? 1000 : code, "");
    this.forget(socket);
  }

  override webSocketError(socket: WebSocket): void {
    this.forget(socket);
  }

  override async alarm(info?: AlarmInvocationInfo): Promise<void> {
    try {
      this.room.handleAlarm();
    } catch (error) {
      reportFailure("alarm", error);
      // The platform gives an alarm six tries and then forgets it; the room must not be forgotten.
      if ((info?.retryCount ?? 0) < 5) throw error;
      this.room.alarm.wakeBy(Date.now() + limits.nudgeRetryMaxMs);
    }
  }

  async platform(command: PlatformCommand, caller: Caller): Promise<CommandAccepted | CommandRefused> {
    return this.run(command, caller, false);
  }

  async command(body: unknown, caller: Caller): Promise<CommandAccepted | CommandRefused | null> {
    if (this.findVisible(caller) === null) return null;
    const parsed = wireCommand.safeParse(body);
    if (parsed.success) return this.run(parsed.data, caller, true);
    const details = {
      issues: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), message })),
    };
    return toRefused(null, { code: "malformed", message: "The room cannot read this.", details });
  }

  async join(request: JoinRequest): Promise<Joined | null> {
    return joinRoom(this.room, this.tickets, request);
  }

  async read(caller: Caller): Promise<RoomReading | null> {
    const state = this.findVisible(caller);
    if (state === null) return null;
    const viewers = this.room.sessions.all().length;
    return { auction: viewAuction(state), lots: viewLots(state), viewers, seq: state.head.seq };
  }

  async lotSpec(lotId: string, caller: Caller): Promise<LotSpec | null> {
    const state = this.findVisible(caller);
    const role = state === null ? "viewer" : computeRole(state, caller);
    if (state === null || (role !== "host" && role !== "admin")) return null;
    return findLot(state, lotId)?.spec ?? null;
  }

  async withheld(lotId: string, caller: Caller): Promise<readonly Opening[] | null> {
    const state = this.findVisible(caller);
    return state === null || findLot(state, lotId) === undefined ? null : viewWithheld(state, caller, lotId);
  }

  async log(afterSeq: number, limit: number, caller: Caller): Promise<LogPage | null> {
    const state = this.findVisible(caller);
    return state === null ? null : this.logReader.read(state, afterSeq, limit);
  }

  async outbox(afterEntryNumber: number, limit: number): Promise<OutboxPage> {
    return this.room.outbox.read(afterEntryNumber, limit);
  }

  async advance(entryNumber: number): Promise<{ readonly more: boolean }> {
    const { outbox, store, memory } = this.room;
    const answer = outbox.advance(entryNumber);
    takeSnapshotIfDue(store.snapshots, memory);
    return answer;
  }

  async poke(): Promise<void> {
    this.room.handleAlarm();
  }

  async endSession(userId: string, sessionId: string | null): Promise<void> {
    for (const session of this.room.sessions.ofUser(userId)) {
      if (sessionId !== null && session.caller.sessionId !== sessionId) continue;
      this.room.close(session, closeCodes.sessionOver, "session over");
    }
  }

  private findVisible(caller: Caller): AuctionState | null {
    this.room.touch();
    const { state } = this.room.memory;
    return state !== null && isVisibleTo(state, caller) ? state : null;
  }

  private async run(command: RoomCommand, caller: Caller, isRationed: boolean): Promise<Answered> {
    const arrivedAtMs = this.room.readNowMs();
    return new Promise((resolve, reject) => {
      this.room.submit({ input: { actor: caller, command }, arrivedAtMs, isRationed }, resolve, reject);
    });
  }

  private resume(session: Session, afterSeq: number | null): void {
    const { memory, sessions, readNowMs } = this.room;
    const { state } = memory;
    if (state !== null) sendResume(session, afterSeq, { memory, sessions, state, nowMs: readNowMs() });
  }

  private forget(socket: WebSocket): void {
    const session = this.room.sessions.find(socket);
    if (session === undefined) return;
    this.room.sessions.remove(session);
    this.room.sideChannel.presenceChanged();
  }
}
