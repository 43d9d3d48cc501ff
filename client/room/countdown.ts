import type { AuctionView, LotView } from "../../domain/room/views.ts";

/** `closing`: the time is up and the hammer has not fallen; never shown as sold (rule K4). */
export interface Countdown {
  readonly phase: "waiting" | "running" | "held" | "closing" | "over";
  /** Milliseconds left, never below 0. */
  readonly remainingMs: number;
}

/** A lot's clock at `roomNowMs`, the room's own time. */
export function computeCountdown(auction: AuctionView, lot: LotView, roomNowMs: number): Countdown {
  if (lot.status === "queued" || lot.closesAtMs === null)
    return { phase: "waiting", remainingMs: lot.durationMs };
  if (lot.status !== "open") return { phase: "over", remainingMs: 0 };
  const atMs = auction.held?.sinceMs ?? roomNowMs;
  const remainingMs = Math.max(0, lot.closesAtMs - atMs);
  if (auction.held) return { phase: "held", remainingMs };
  return remainingMs > 0 ? { phase: "running", remainingMs } : { phase: "closing", remainingMs };
}
