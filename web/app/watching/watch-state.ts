import type { Watch } from "../../../contract/http/watchlist.ts";

/** Where a watched thing stands, in the words of a reader who wants to buy it. */
export const watchStates = [
  "ending",
  "live",
  "next",
  "scheduled",
  "listed",
  "sold",
  "unsold",
  "ended",
  "cancelled",
  "gone",
] as const;
export type WatchState = (typeof watchStates)[number];

/** A clock this close to its end is worth hurrying for. */
const ENDING_MS = 120_000;

/** `next`: its sale is on, and it is still to come up. `listed`: for sale, in no sale yet. */
export function computeWatchState(watch: Watch, nowMs: number): WatchState {
  const { kind, status, lotStatus, auctionStatus, closesAt } = watch;
  if (status === "sold" || lotStatus === "sold") return "sold";
  if (lotStatus === "open") {
    return closesAt !== null && Date.parse(closesAt) - nowMs <= ENDING_MS ? "ending" : "live";
  }
  if (lotStatus === "passed" || lotStatus === "voided") return "unsold";
  if (auctionStatus === "live") return kind === "auction" ? "live" : "next";
  if (auctionStatus !== null) return auctionStatus;
  return status === "active" ? "listed" : "gone";
}
