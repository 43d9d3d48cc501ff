import { v7 as uuidV7 } from "uuid";
import type { BidderTerms } from "../../domain/room/command.ts";
import { findBidder } from "../../domain/room/find.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import { snapshotFor } from "../../domain/room/view.ts";
import type { Room } from "./room.ts";
import type { JoinRequest, Joined } from "./rpc.ts";
import type { TicketOffice } from "./ticket.ts";
import { isVisibleTo } from "./visibility.ts";

/** Lets someone in: a paddle if they may bid, a ticket for the socket, and the room as it is. */
export async function joinRoom(
  room: Room,
  tickets: TicketOffice,
  { caller, origin, terms }: JoinRequest,
): Promise<Joined | null> {
  room.touch();
  const { memory } = room;
  if (memory.state === null || !isVisibleTo(memory.state, caller)) return null;
  if (terms !== null && caller.userId === terms.userId && !isUpToDate(memory.state, terms)) {
    // Refused (blocked, full, over): then they come in as a spectator.
    await new Promise<void>((resolve, reject) => {
      const command = { type: "bidder.register", id: `register ${uuidV7()}`, terms } as const;
      const arrival = { input: { actor: caller, command }, arrivedAtMs: room.readNowMs(), isRationed: false };
      room.submit(arrival, () => resolve(), reject);
    });
  }
  const nowMs = room.readNowMs();
  const snapshot = snapshotFor(memory.state, caller, nowMs, room.sessions.all().length);
  const { role, paddle } = snapshot.you;
  return { ticket: tickets.issue({ caller, origin }, nowMs), role, paddle, snapshot };
}

/** Whether a registration would change nothing: then it is no entry either. */
function isUpToDate(state: AuctionState, terms: BidderTerms): boolean {
  const known = findBidder(state, terms.userId);
  return (
    known !== undefined &&
    known.displayName === terms.displayName &&
    known.limitMinor === terms.limitMinor &&
    known.shippingMinor === terms.shippingMinor &&
    known.additionalShippingMinor === (terms.additionalShippingMinor ?? terms.shippingMinor) &&
    known.taxBps === terms.taxBps
  );
}
