import type { RoomLot } from "../../../client/room/room-model.ts";
import type { LotStanding } from "./standing.ts";

/** What of a lot is worth saying aloud. */
export type Spoken = {
  readonly lotId: string;
  readonly title: string;
  readonly status: RoomLot["status"];
  readonly priceMinor: number;
  readonly standing: LotStanding;
  /** What is sold of it now is bought at its price, not won. */
  readonly isPurchase: boolean;
};

export type Announcement =
  | { readonly kind: "opened"; readonly title: string }
  | { readonly kind: "leading" | "outbid" | "price" | "sold" | "won" | "bought"; readonly priceMinor: number }
  | { readonly kind: "passed" };

/** A price alone is said at most this often; what concerns the reader is said at once. */
export const PRICE_QUIET_MS = 5_000;

/** What to say when a room went from one state to the next; nothing when it would only be chatter. */
export function findAnnouncement(
  before: Spoken,
  after: Spoken,
  priceSaidMsAgo: number,
): Announcement | undefined {
  const { priceMinor, standing, status } = after;
  if (before.lotId !== after.lotId || before.status !== status) {
    if (status === "open") return { kind: "opened", title: after.title };
    if (before.lotId !== after.lotId) return undefined;
    if (status === "sold" && standing !== "won") return { kind: "sold", priceMinor };
    if (status === "sold") return { kind: after.isPurchase ? "bought" : "won", priceMinor };
    return status === "passed" || status === "voided" ? { kind: "passed" } : undefined;
  }
  if (before.standing !== standing && (standing === "leading" || standing === "outbid")) {
    return { kind: standing, priceMinor };
  }
  if (before.priceMinor === priceMinor || priceSaidMsAgo < PRICE_QUIET_MS) return undefined;
  return { kind: "price", priceMinor };
}
