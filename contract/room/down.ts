import { z } from "../zod.ts";
import { chatPosted, chatRemoved, reactionBurst, roomPresence } from "./chat.ts";
import { roomFacts } from "./fact.ts";
import { clockPong, commandAccepted, commandRefused, roomSnapshot, youUpdated } from "./session.ts";

/** Any frame from a room. Clients ignore types they do not know. */
export const downFrame = z.discriminatedUnion("type", [
  roomSnapshot,
  roomFacts,
  youUpdated,
  commandAccepted,
  commandRefused,
  chatPosted,
  chatRemoved,
  roomPresence,
  reactionBurst,
  clockPong,
]);
export type DownFrame = z.infer<typeof downFrame>;

/** The close codes a client must know; 1003, 1007, 1008 and 1009 are as the standard has them. */
export const closeCodes = {
  reconnect: 1012,
  sessionOver: 4401,
  blocked: 4403,
  tooSlow: 4408,
} as const;

/** What the server selects of `Sec-WebSocket-Protocol`; the client offers it beside `ticket.<ticket>`. */
export const subprotocol = "blytz.v1";
export const ticketProtocolPrefix = "ticket.";
