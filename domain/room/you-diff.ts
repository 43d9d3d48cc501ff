import type { JournalEntry, PrivateChange } from "./entry.ts";
import type { Fact } from "./fact.ts";
import { findLot, getBidder } from "./find.ts";
import type { Leader } from "./price.ts";
import type { AuctionState } from "./state.ts";
import type { YouView } from "./views.ts";

/** The fields of `you` that are different now, or null. `maxima` comes whole. */
export function diffYou(before: YouView, after: YouView): Partial<YouView> | null {
  const changed = (Object.keys(after) as (keyof YouView)[]).filter((name) => {
    return name === "maxima" ? !haveSameMaxima(before, after) : before[name] !== after[name];
  });
  if (changed.length === 0) return null;
  return Object.fromEntries(changed.map((name) => [name, after[name]])) as Partial<YouView>;
}

function haveSameMaxima({ maxima: before }: YouView, { maxima: after }: YouView): boolean {
  const lotIds = Object.keys(after);
  return lotIds.length === Object.keys(before).length && lotIds.every((id) => before[id] === after[id]);
}

/** A lot's end takes its maxima from all who bid on it; its opening decides what pre-bids lead. */
const touchingEveryone: ReadonlySet<string> = new Set<Fact["type"] | PrivateChange["type"]>([
  "lot.opened",
  "lot.sold",
  "lot.passed",
  "lot.voided",
  "auction.edited",
]);

/**
 * Whose `you` an entry may have changed, as user ids, so that a room need not look at everyone after every bid.
 * `everyone` when it may be anyone who is here.
 */
export function findAffected(before: AuctionState, entry: JournalEntry): ReadonlySet<string> | "everyone" {
  const { facts } = entry;
  const { changes } = entry.private;
  if ([...facts, ...changes].some(({ type }) => touchingEveryone.has(type))) return "everyone";
  const affected = new Set<string>();
  for (const fact of facts) {
    if (fact.type !== "bid.placed") continue;
    const leader = findLeader(before, fact.lotId);
    // Whoever led has that maximum count against their limit no more.
    if (leader !== null) affected.add(getBidder(before, leader.paddle).userId);
  }
  for (const change of changes) {
    if (change.type === "bid.accepted" || change.type === "sale.made") affected.add(change.userId);
    if (change.type === "bidder.blocked" || change.type === "bidder.unblocked") affected.add(change.userId);
    if (change.type === "bidder.registered") affected.add(change.terms.userId);
  }
  return affected;
}

function findLeader(state: AuctionState, lotId: string): Leader | null {
  const lot = findLot(state, lotId);
  return lot?.status === "open" && lot.sale.kind === "ascending" ? lot.sale.leader : null;
}
