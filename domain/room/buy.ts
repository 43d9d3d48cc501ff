import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import type { Admission } from "./admission.ts";
import { admit, checkLimit } from "./admission.ts";
import { computeReveal } from "./closing.ts";
import type { LotBuy } from "./command.ts";
import type { Context } from "./context.ts";
import type { Decision, PrivateChange } from "./entry.ts";
import type { FactBody } from "./fact.ts";
import type { Input } from "./input.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";
import { computeSale } from "./sale.ts";
import type { AuctionState, OpenLot } from "./state.ts";

/** `lot.buy`: a unit of a fixed lot, a buy-now price before the first bid (rule L7), a falling price (rule L3). */
export function decideBuy(
  state: AuctionState,
  input: Input<LotBuy>,
  context: Context,
): Result<Decision, Refusal> {
  const admitted = admit(state, input, context.nowMs);
  if (!admitted.ok) return admitted;
  const { lot } = admitted.value;
  if (lot.status === "queued") return refuseWith("lot_not_open", "This lot is not open yet.");
  const priceMinor = findAskedPrice(lot);
  if (priceMinor === null) return refuseWith("not_for_sale", "This lot has no price to buy it at now.");
  const refused = checkLimit(admitted.value, priceMinor);
  if (refused !== null) return refused;
  return accept(computePurchase(admitted.value, lot, priceMinor, context));
}

/** What `lot.buy` costs now, or null when nothing is for sale that way. */
export function findAskedPrice({ sale, spec }: OpenLot): number | null {
  const { startingPriceMinor, buyNowMinor } = spec.rules;
  switch (sale.kind) {
    case "fixed":
      return startingPriceMinor;
    case "dutch":
      return sale.priceMinor;
    case "ascending":
      return sale.leader === null ? buyNowMinor : null;
    case "sealed":
      return null;
  }
}

function computePurchase(
  { bidder }: Admission,
  lot: OpenLot,
  priceMinor: number,
  context: Context,
): Decision {
  const { lotId, sale, spec } = lot;
  const { paddle, userId } = bidder;
  const saleNumber = sale.kind === "fixed" ? sale.bought + 1 : 1;
  const bid: PrivateChange = {
    type: "bid.accepted",
    lotId,
    bidId: context.makeId(),
    userId,
    paddle,
    amountMinor: priceMinor,
    mode: "exact",
    salt: null,
  };
  const sold: readonly FactBody[] =
    sale.kind === "fixed"
      ? [
          {
            type: "lot.bought",
            lotId,
            saleNumber,
            paddle,
            priceMinor,
            remaining: spec.rules.quantity - saleNumber,
          },
        ]
      : [{ type: "lot.sold", lotId, paddle, priceMinor }, ...computeReveal(lot, priceMinor)];
  return {
    facts: sold,
    changes: [bid, computeSale(lot, bidder, { saleNumber, priceMinor })],
    answer: { outcome: "done", priceMinor },
  };
}
