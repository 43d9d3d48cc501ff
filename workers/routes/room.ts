import type { AuctionRoomRpc, Caller, RoomReading } from "../../durable-objects/auction-room/rpc.ts";
import type { CommandAccepted, CommandRefused } from "../../contract/room/session.ts";
import { hasPermission } from "../../domain/access/permissions.ts";
import type { PlatformCommand } from "../../domain/room/command.ts";
import type { AuctionRegion } from "../../contract/http/auctions.ts";
import type { AppContext, SignedIn } from "../environment.ts";
import { requireFound, requireOwner } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";

/** Where Cloudflare is asked to create a room: near its seller, since an object stays where it was first. */
const locationHints: Record<AuctionRegion, DurableObjectLocationHint> = {
  "us-east": "enam",
  "us-west": "wnam",
  eu: "weur",
  asia: "apac",
  oceania: "oc",
  "south-america": "sam",
  africa: "afr",
  "middle-east": "me",
};

/** The room of an auction. `region` counts when it is asked for the first time only. */
export function getRoom(
  env: Cloudflare.Env,
  auctionId: string,
  region: AuctionRegion | null = null,
): AuctionRoomRpc {
  const options = region === null ? {} : { locationHint: locationHints[region] };
  return env.AUCTION_ROOM.get(env.AUCTION_ROOM.idFromName(auctionId), options);
}

const signedOut: Caller = {
  userId: null,
  displayName: null,
  isAdmin: false,
  sessionId: null,
  sessionExpiresAtMs: null,
};

/** The caller as a room knows them. */
export function toRoomCaller(caller: SignedIn | null): Caller {
  if (caller === null) return signedOut;
  return {
    userId: caller.userId,
    displayName: caller.displayName,
    isAdmin: hasPermission(caller.role, "rooms.oversee"),
    sessionId: caller.sessionId,
    sessionExpiresAtMs: caller.expiresAtMs,
  };
}

/** The auction as its room has it now; a private one is not there for outsiders. */
export async function requireReading(context: AppContext, auctionId: string): Promise<RoomReading> {
  const reading = await getRoom(context.env, auctionId).read(toRoomCaller(context.get("caller")));
  return requireFound(reading, "auction");
}

/** The reading of an auction that the caller may change. */
export async function requireOwnReading(context: AppContext, auctionId: string): Promise<RoomReading> {
  const reading = await requireReading(context, auctionId);
  const { sellerId: ownerId } = reading.auction;
  requireOwner(context, { id: auctionId, ownerId, what: "auction", orPermission: "auctions.manage-any" });
  return reading;
}

/** What a room accepted, without the frame's type; a refusal is thrown as its answer. */
export function requireAccepted(answer: CommandAccepted | CommandRefused | null): CommandAccepted {
  if (answer === null) throw notFound("auction");
  if (answer.type === "command.refused") throw Problem.ofRefusal(answer);
  return answer;
}

export async function runPlatformCommand(
  context: AppContext,
  auctionId: string,
  command: PlatformCommand,
): Promise<void> {
  requireAccepted(
    await getRoom(context.env, auctionId).platform(command, toRoomCaller(context.get("caller"))),
  );
}
