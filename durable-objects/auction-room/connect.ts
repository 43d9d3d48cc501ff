import { subprotocol, ticketProtocolPrefix } from "../../contract/room/down.ts";
import { limits } from "../../domain/limits.ts";
import { accept, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { SocketAttachment } from "./session.ts";
import type { Sessions } from "./sessions.ts";
import type { RoomSettings } from "./settings.ts";
import type { TicketOffice } from "./ticket.ts";

/** Why there is no socket, as the answer to the upgrade. */
export interface ConnectRefusal {
  readonly status: 400 | 401 | 403 | 404 | 426 | 429 | 503;
  readonly code: string;
  readonly message: string;
}

/** Someone who may have a socket. */
export interface Admitted {
  readonly attachment: SocketAttachment;
  /** The last fact the client has; null when it has none yet. */
  readonly afterSeq: number | null;
  /** What to select of `Sec-WebSocket-Protocol`; null when the client offered nothing we know. */
  readonly protocol: string | null;
}

interface ConnectOptions {
  readonly settings: RoomSettings;
  readonly tickets: TicketOffice;
  readonly sessions: Sessions;
  readonly nowMs: number;
  /** Closes sockets of a person that have not been heard of for long, before a new one is refused. */
  readonly reap: (userId: string) => void;
}

const jsonWebToken = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/u;
const sequence = /^\d{1,15}$/u;

/** Every check before the upgrade, in one synchronous step; the ticket is spent by the last that needs it. */
export function admitSocket(request: Request, options: ConnectOptions): Result<Admitted, ConnectRefusal> {
  const { settings, tickets, nowMs } = options;
  if (request.headers.get("Upgrade")?.toLowerCase() !== "websocket") {
    return refuse({ status: 426, code: "upgrade_required", message: "This address speaks WebSocket." });
  }
  const query = new URL(request.url).searchParams;
  if ([...query.values()].some((value) => jsonWebToken.test(value))) return refuse(ticketRequired);
  const origin = request.headers.get("Origin");
  if (origin !== null && !settings.origins.has(origin)) return refuse(foreignOrigin);
  const afterSeqText = query.get("afterSeq");
  if (afterSeqText !== null && !sequence.test(afterSeqText)) {
    return refuse({ status: 400, code: "validation_failed", message: "afterSeq is a whole number from 0." });
  }
  const protocols = readProtocols(request);
  const ticket = findTicket(protocols) ?? query.get("token");
  if (ticket === null || ticket === "") return refuse(ticketRequired);
  const redeemed = tickets.redeem(ticket, nowMs, (claims) => claims.origin === origin);
  if (!redeemed.ok) return refuse(ticketRefusals[redeemed.refusal]);
  const { caller } = redeemed.value;
  if (caller.sessionExpiresAtMs !== null && caller.sessionExpiresAtMs <= nowMs) {
    return refuse(ticketRefusals.expired);
  }
  const address = caller.userId === null ? findAddress(request, settings) : null;
  const attachment = { caller, origin, address };
  const refusal = findFullness(attachment, options);
  if (refusal !== null) return refuse(refusal);
  return accept({
    attachment,
    afterSeq: afterSeqText === null ? null : Number(afterSeqText),
    protocol: protocols.includes(subprotocol) ? subprotocol : null,
  });
}

const ticketRequired: ConnectRefusal = {
  status: 401,
  code: "ticket_required",
  message: "Join the auction first; its answer has the ticket a socket needs.",
};
const foreignOrigin: ConnectRefusal = {
  status: 403,
  code: "forbidden",
  message: "This page may not open a socket here.",
};
const ticketRefusals = {
  invalid: { status: 401, code: "invalid_token", message: "This ticket is not good here; join again." },
  expired: { status: 401, code: "token_expired", message: "This ticket is too old; join again." },
  elsewhere: foreignOrigin,
} as const satisfies Record<string, ConnectRefusal>;

function readProtocols(request: Request): string[] {
  const header = request.headers.get("Sec-WebSocket-Protocol") ?? "";
  return header.split(",").map((protocol) => protocol.trim());
}

function findTicket(protocols: readonly string[]): string | null {
  const offered = protocols.find((protocol) => protocol.startsWith(ticketProtocolPrefix));
  return offered === undefined ? null : offered.slice(ticketProtocolPrefix.length);
}

function findAddress(request: Request, { addressHeader }: RoomSettings): string | null {
  return addressHeader === null ? null : request.headers.get(addressHeader);
}

/** The caps of the room, of a person, and of an address for those who are signed out. */
function findFullness(
  { caller: { userId }, address }: SocketAttachment,
  { sessions, reap }: ConnectOptions,
): ConnectRefusal | null {
  if (sessions.all().length >= limits.socketsPerRoomMax) {
    return { status: 503, code: "unavailable", message: "This room is full; try again in a moment." };
  }
  if (userId !== null && sessions.ofUser(userId).length >= limits.socketsPerUserMax) reap(userId);
  const isOver =
    (userId !== null && sessions.ofUser(userId).length >= limits.socketsPerUserMax) ||
    (address !== null && sessions.countOfAddress(address) >= limits.socketsPerAddressMax);
  if (!isOver) return null;
  return {
    status: 429,
    code: "rate_limited",
    message: "Too many sockets are open; close one and try again.",
  };
}

/** A refused upgrade in the envelope of every other answer. */
export function writeRefusal(request: Request, { status, code, message }: ConnectRefusal): Response {
  const requestId = request.headers.get("X-Request-Id") ?? crypto.randomUUID();
  const headers = new Headers({ "X-Request-Id": requestId, "Cache-Control": "no-store" });
  if (status === 429 || status === 503) headers.set("Retry-After", "5");
  return Response.json({ success: false, error: { code, message, requestId } }, { status, headers });
}
