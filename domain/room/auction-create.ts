import { isCurrencyCode } from "../currency.ts";
import { limits } from "../limits.ts";
import { BPS_WHOLE } from "../money.ts";
import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import type { AuctionCreate, AuctionEditCommand, AuctionSpec } from "./command.ts";
import { done } from "./decision.ts";
import type { Decision } from "./entry.ts";
import type { Input } from "./input.ts";
import { validateLotSpec } from "./lot-spec.ts";
import { checkRange, checkText } from "./problem.ts";
import type { Problem } from "./problem.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import { requireHost } from "./roles.ts";
import type { AuctionState } from "./state.ts";

/** `auction.create`: the only command of a room that does not exist yet. */
export function decideCreate({ actor, command }: Input<AuctionCreate>): Result<Decision, Refusal> {
  const { auction, lots } = command;
  if (actor.userId !== auction.sellerId && !actor.isAdmin) {
    return refuseWith("forbidden", "Only the seller can create this auction.");
  }
  const problems = [...findAuctionProblems(auction), ...findCurrencyProblems(auction)];
  if (problems.length > 0)
    return refuseWith("malformed", "This auction cannot be held like that.", { problems });
  if (lots.length > limits.lotsPerAuctionMax) return refuseTooManyLots();
  if (new Set(lots.map(({ lotId }) => lotId)).size < lots.length) {
    return refuseWith("malformed", "Two lots of this auction have the same id.");
  }
  for (const { spec } of lots) {
    const valid = validateLotSpec(spec, auction);
    if (!valid.ok) return valid;
  }
  return done({ facts: [], changes: [{ type: "auction.created", auction, lots }] });
}

export function refuseTooManyLots(): ReturnType<typeof refuseWith> {
  return refuseWith("too_many_lots", `An auction has at most ${limits.lotsPerAuctionMax} lots.`);
}

/** `auction.edit`: only before it starts. */
export function decideEdit(
  state: AuctionState,
  { actor, command }: Input<AuctionEditCommand>,
): Result<Decision, Refusal> {
  const allowed = requireHost(state, actor);
  if (!allowed.ok) return allowed;
  const scheduled = requireScheduled(state);
  if (!scheduled.ok) return scheduled;
  const { edit } = command;
  const problems = findAuctionProblems({ ...state.spec, ...edit });
  if (problems.length > 0)
    return refuseWith("malformed", "This auction cannot be held like that.", { problems });
  return done({ facts: [], changes: [{ type: "auction.edited", edit }] });
}

function requireScheduled(state: AuctionState): Result<null, Refusal> {
  if (state.status === "scheduled") return accept(null);
  return refuseWith("auction_not_scheduled", "The auction has started; this can no longer be changed.");
}

/** Of a new auction only: the currency never changes, and one made before may have one that is no longer sold in. */
function findCurrencyProblems({ currency }: AuctionSpec): readonly Problem[] {
  if (isCurrencyCode(currency)) return [];
  return [{ path: "currency", code: "unsupported_currency", message: "Nothing is sold in this currency." }];
}

function findAuctionProblems(auction: AuctionSpec): readonly Problem[] {
  const { scheduledStartMs, scheduledEndMs } = auction;
  const endsBeforeStart = scheduledEndMs !== null && scheduledEndMs <= scheduledStartMs;
  return [
    ...checkText("title", auction.title, [1, limits.auctionTitleLengthMax]),
    ...checkText("description", auction.description, [0, limits.auctionDescriptionLengthMax]),
    ...checkRange("staggerMs", auction.staggerMs, [0, limits.staggerMaxMs]),
    ...checkRange("premiumBps", auction.premiumBps, [0, BPS_WHOLE]),
    ...checkRange("feeBps", auction.feeBps, [0, BPS_WHOLE]),
    ...checkRange("scheduledStartMs", scheduledStartMs, [0, Number.MAX_SAFE_INTEGER]),
    ...(endsBeforeStart
      ? [{ path: "scheduledEndMs", code: "too_small", message: "Ends after it starts." }]
      : []),
  ];
}
