import { v7 as makeUuid } from "uuid";
import { joinAuction, placeBid, sendCommand } from "../../contract/http/rooms.ts";
import type { BidderObstacle, Joined } from "../../contract/http/rooms.ts";
import { findAuction } from "../../db/queries/auctions.ts";
import { findBidderTerms } from "../../db/queries/bidder-terms.ts";
import { recordApiKeyRoom } from "../../db/queries/api-key-rooms.ts";
import { recordSessionRoom } from "../../db/queries/session-rooms.ts";
import { limits } from "../../domain/limits.ts";
import type { BidderTerms } from "../../domain/room/command.ts";
import { isMobile } from "../accounts/start-session.ts";
import type { AppContext } from "../environment.ts";
import { isAllowedOrigin } from "../middleware/origins.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { getRoom, requireAccepted, requireReading, toRoomCaller } from "./room.ts";

export function mountRooms(parts: Interface): void {
  mount(parts, joinAuction, async (context, { params }) => ({ data: await join(context, params.id) }));

  const options = { parsedByRoom: true, bodyBytesMax: limits.frameBytesMax } as const;
  mount(
    parts,
    sendCommand,
    async (context, { params, body }) => ({ data: await command(context, params.id, body) }),
    options,
  );
  mount(
    parts,
    placeBid,
    async (context, { params, body }) => {
      const spelt = await spellOutBid(context, params.id, body);
      return { data: await command(context, params.id, spelt) };
    },
    options,
  );
}

/** The room parses the body by the schema of its frames, so HTTP and sockets refuse alike and in the same order. */
async function command(context: AppContext, auctionId: string, body: unknown) {
  const room = getRoom(context.env, auctionId);
  const caller = toRoomCaller(context.get("caller"));
  const answer = await room.command(body, caller);
  if (answer?.type !== "command.refused" || answer.code !== "not_registered") return requireAccepted(answer);
  // Who bids over HTTP need not have entered the room: a page without scripts does not. Whoever has a card and an
  // address gets their paddle now (rule B1); the others hear the refusal.
  const { terms, obstacle } = await findStanding(context, auctionId);
  if (terms === null) return requireAccepted({ ...answer, details: { ...answer.details, obstacle } });
  await room.join({ caller, origin: null, terms });
  return requireAccepted(await room.command(body, caller));
}

/** A `bid.place` out of the short form; what is not an object is left for the room to refuse. */
async function spellOutBid(context: AppContext, auctionId: string, body: unknown): Promise<unknown> {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const key = context.req.header("Idempotency-Key");
  const id = key !== undefined && key.length <= limits.commandIdLengthMax ? key : makeUuid();
  const lotId = "lotId" in body ? body.lotId : await findOpenLotId(context, auctionId);
  return { id, mode: "max", ...body, lotId, type: "bid.place" };
}

/** The open lot that closes first. */
async function findOpenLotId(context: AppContext, auctionId: string): Promise<string> {
  const { lots } = await requireReading(context, auctionId);
  const open = lots
    .filter(({ status }) => status === "open")
    .toSorted((a, b) => (a.closesAtMs ?? Infinity) - (b.closesAtMs ?? Infinity));
  const lotId = open[0]?.id ?? lots.find(({ status }) => status === "queued")?.id ?? lots.at(-1)?.id;
  if (lotId === undefined) throw notFound("lot");
  return lotId;
}

const hasKey = (context: AppContext): boolean => (context.get("caller")?.keyScopes ?? null) !== null;

/** Where the ticket may be used from: this page's Origin, or nowhere a browser runs. */
function requireTicketOrigin(context: AppContext): string | null {
  const origin = context.req.header("Origin");
  if (origin === undefined) {
    if (isMobile(context) || hasKey(context)) return null;
    throw new Problem(
      "forbidden",
      "Enter a room from a page, as an app with `X-Client: mobile`, or with an API key.",
    );
  }
  if (isAllowedOrigin(context.get("settings"), origin)) return origin;
  throw new Problem("forbidden", "Rooms cannot be entered from this page.");
}

async function join(context: AppContext, auctionId: string): Promise<Joined> {
  const origin = requireTicketOrigin(context);
  const caller = context.get("caller");
  const { terms, obstacle } = await findStanding(context, auctionId);
  // Before there is a ticket, so that signing out finds the socket that will follow.
  if (caller !== null) {
    const { database } = context.get("postgres");
    const { sessionId } = caller;
    const visit = { auctionId, at: new Date() };
    if (caller.keyScopes === null) await recordSessionRoom(database, { ...visit, sessionId });
    else await recordApiKeyRoom(database, { ...visit, apiKeyId: sessionId });
  }
  const room = getRoom(context.env, auctionId);
  const joined = await room.join({ caller: toRoomCaller(caller), origin, terms });
  if (joined === null) throw notFound("auction");
  const { ticket, role, paddle, snapshot } = joined;
  return {
    ticket,
    socketPath: `/ws/auctions/${auctionId}`,
    role,
    paddle,
    obstacle,
    snapshot: { ...(structuredClone(snapshot) as Omit<Joined["snapshot"], "type">), type: "room.snapshot" },
  };
}

interface Standing {
  /** With terms the room gives a paddle. */
  readonly terms: BidderTerms | null;
  readonly obstacle: BidderObstacle | null;
}

/** The terms the caller would bid on, and what keeps them from it. */
async function findStanding(context: AppContext, auctionId: string): Promise<Standing> {
  const caller = context.get("caller");
  if (caller === null) return { terms: null, obstacle: "signed_out" };
  const { database } = context.get("postgres");
  // The projection will do, and is small: who sells and in which currency never changes.
  const auction = await findAuction(database, auctionId);
  const { sellerId, currency } = auction ?? (await requireReading(context, auctionId)).auction;
  const isSeller = caller.userId === sellerId;
  const question = {
    userId: caller.userId,
    sellerId: isSeller ? null : sellerId,
    auctionId,
    currency,
    at: new Date(),
  };
  const found = await findBidderTerms(database, question);
  if (found === undefined) return { terms: null, obstacle: "signed_out" };
  const terms = found.ok ? found.value : null;
  // A seller who could bid is registered like anybody, so that their bid is refused as `own_lot`, in its place of the order.
  if (isSeller) return { terms, obstacle: "own_lot" };
  return { terms, obstacle: found.ok ? null : found.refusal };
}
