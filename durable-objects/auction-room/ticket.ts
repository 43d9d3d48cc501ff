import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { base64url } from "jose";
import { z } from "../../contract/zod.ts";
import { limits } from "../../domain/limits.ts";
import { accept, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Caller } from "./rpc.ts";

/** What a ticket says: who may open which room from where. */
export interface TicketClaims {
  readonly caller: Caller;
  /** The browser's Origin, or null for a native client or an API key. */
  readonly origin: string | null;
}

/** `expired` is the client's cue to join again; `elsewhere` was not issued for who shows it; the rest is `invalid`. */
export type TicketRefusal = "invalid" | "expired" | "elsewhere";

/**
 * Issues and takes back the tickets of one room. Used ones are remembered in memory only: every ticket names the start of
 * the object that issued it, so one from before a restart, whose use may have been forgotten, is refused (SEC-14).
 */
export interface TicketOffice {
  readonly issue: (claims: TicketClaims, nowMs: number) => string;
  /**
   * Checks a ticket and spends it, in one step, so that of a hundred at once exactly one gets in (SEC-15). `isMeant` says
   * whether it is shown by whom it was issued to; if not, it stays good for them.
   */
  readonly redeem: (
    ticket: string,
    nowMs: number,
    isMeant: (claims: TicketClaims) => boolean,
  ) => Result<TicketClaims, TicketRefusal>;
}

const TICKET_ID_BYTES = 16;

// An array and not an object: it starts otherwise in base64url than a JWT does, so the two are never mistaken in a log.
const payload = z.tuple([
  z.literal("blytz.v1"),
  z.string().length(22),
  z.string(),
  z.string(),
  z.int(),
  z.string().nullable(),
  z.object({
    userId: z.string().nullable(),
    displayName: z.string().nullable(),
    isAdmin: z.boolean(),
    sessionId: z.string().nullable(),
    sessionExpiresAtMs: z.int().nullable(),
  }),
]);

interface TicketOfficeOptions {
  readonly key: string;
  /** What the room is bound to; two rooms never share it. */
  readonly roomId: string;
}

export function createTicketOffice({ key, roomId }: TicketOfficeOptions): TicketOffice {
  const startId = randomBytes(TICKET_ID_BYTES).toString("base64url");
  /** Ticket id → when it would have run out, oldest first. */
  const spent = new Map<string, number>();
  const sign = (text: string): string => createHmac("sha256", key).update(text).digest("base64url");

  const forgetExpired = (nowMs: number): void => {
    for (const [ticketId, expiresAtMs] of spent) {
      if (expiresAtMs > nowMs) return;
      spent.delete(ticketId);
    }
  };

  return {
    issue: ({ caller, origin }, nowMs) => {
      const { userId, displayName, isAdmin, sessionId, sessionExpiresAtMs } = caller;
      const ticketId = randomBytes(TICKET_ID_BYTES).toString("base64url");
      const who = { userId, displayName, isAdmin, sessionId, sessionExpiresAtMs };
      const claims: z.input<typeof payload> = ["blytz.v1", ticketId, roomId, startId, nowMs, origin, who];
      const text = base64url.encode(JSON.stringify(claims));
      return `${text}.${sign(text)}`;
    },
    redeem: (ticket, nowMs, isMeant) => {
      const [text, signature, ...rest] = ticket.split(".");
      if (text === undefined || signature === undefined || rest.length > 0) return refuse("invalid");
      if (!isSame(signature, sign(text))) return refuse("invalid");
      const json: unknown = JSON.parse(new TextDecoder().decode(base64url.decode(text)));
      const claims = payload.safeParse(json);
      if (!claims.success) return refuse("invalid");
      const [, ticketId, ticketRoomId, ticketStartId, issuedAtMs, origin, caller] = claims.data;
      if (ticketRoomId !== roomId) return refuse("invalid");
      const expiresAtMs = issuedAtMs + limits.ticketLifeMs;
      if (ticketStartId !== startId || nowMs >= expiresAtMs) return refuse("expired");
      forgetExpired(nowMs);
      if (spent.has(ticketId)) return refuse("invalid");
      if (!isMeant({ caller, origin })) return refuse("elsewhere");
      spent.set(ticketId, expiresAtMs);
      return accept({ caller, origin });
    },
  };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => new TextEncoder().encode(text));
  return one !== undefined && one.length === other?.length && timingSafeEqual(one, other);
}
