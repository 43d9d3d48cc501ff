import type { LotRules } from "../../../../domain/room/lot-rules.ts";

/** A lot's clock as an onlooker can follow it. */
export type OnlookerClock = {
  closesAtMs: number;
  extensions: number;
  /** The latest close a bid may make; moves with holds. */
  hardCloseAtMs: number | null;
};

/** Rules K2 and K3: what a bid's fact must say of the close. Undefined when it is right. */
export function findClockProblem(
  clock: OnlookerClock,
  rules: LotRules,
  bid: { readonly atMs: number; readonly closesAtMs: number; readonly extended: boolean },
): string | undefined {
  if (bid.atMs >= clock.closesAtMs) return "a bid came after the close";
  if (bid.extended !== bid.closesAtMs > clock.closesAtMs) return "it says of the clock what it does not do";
  if (!bid.extended) return bid.closesAtMs === clock.closesAtMs ? undefined : "the close came nearer";
  if (rules.format !== "english") return "this lot's close does not move";
  if (clock.closesAtMs - bid.atMs >= rules.windowMs) return "it extended before the window";
  if (clock.extensions >= rules.extensionsMax) return "it extended once too often";
  const latestMs = Math.min(bid.atMs + rules.extensionMs, clock.hardCloseAtMs ?? Number.POSITIVE_INFINITY);
  if (bid.closesAtMs !== Math.max(clock.closesAtMs, latestMs)) return "it extended to another moment";
  return undefined;
}

/** Rule K2: whether a bid of this moment had to extend the close and did not. */
export function isExtensionMissing(clock: OnlookerClock, rules: LotRules, atMs: number): boolean {
  if (rules.format !== "english" || clock.extensions >= rules.extensionsMax) return false;
  if (clock.closesAtMs - atMs >= rules.windowMs) return false;
  const wantedMs = Math.min(atMs + rules.extensionMs, clock.hardCloseAtMs ?? Number.POSITIVE_INFINITY);
  return wantedMs > clock.closesAtMs;
}
