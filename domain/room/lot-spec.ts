import { getPayableStep, getPriceFloor } from "../currency.ts";
import { limits } from "../limits.ts";
import { AMOUNT_MAX_MINOR } from "../money.ts";
import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import type { AuctionSpec } from "./command.ts";
import { findIncrementsProblem } from "./increments.ts";
import type { LotFormat, LotSpec } from "./lot-rules.ts";
import { checkRange, checkText, checkThat } from "./problem.ts";
import type { Problem } from "./problem.ts";
import { refuseWith } from "./refuse.ts";
import type { Refusal } from "./refusal.ts";

/** Formats a room can run; the others are refused when a lot is set up. */
const supportedFormats: readonly LotFormat[] = ["english", "sudden-death", "dutch", "sealed", "fixed"];
const ascendingFormats: readonly LotFormat[] = ["english", "sudden-death"];
const reserveFormats: readonly LotFormat[] = ["english", "sudden-death", "sealed"];

/** Whether a lot can be run as its seller asks, in this auction; `details.problems` lists everything that is wrong. */
export function validateLotSpec(
  spec: LotSpec,
  auction: Pick<AuctionSpec, "currency">,
): Result<LotSpec, Refusal> {
  const problems = [
    ...findTextProblems(spec),
    ...findFormatProblems(spec, auction),
    ...findPriceProblems(spec),
    ...findStepProblems(spec),
    ...findTimingProblems(spec),
    ...findFallingProblems(spec),
  ];
  if (problems.length === 0) return accept(spec);
  return refuseWith("lot_invalid", "This lot cannot be sold like that.", { problems });
}

function findTextProblems({ title, description, imageUrls }: LotSpec): readonly Problem[] {
  return [
    ...checkText("title", title, [1, limits.lotTitleLengthMax]),
    ...checkText("description", description, [0, limits.lotDescriptionLengthMax]),
    ...checkRange("imageUrls", imageUrls.length, [0, limits.lotImagesMax]),
  ];
}

function findFormatProblems(
  { rules, reserveMinor }: LotSpec,
  auction: Pick<AuctionSpec, "currency">,
): readonly Problem[] {
  const { format, currency, quantity, buyNowMinor } = rules;
  const quantityMax = format === "fixed" ? limits.quantityMax : 1;
  const mayReserve = reserveMinor === null || reserveFormats.includes(format);
  const mayBuyNow = buyNowMinor === null || ascendingFormats.includes(format);
  return [
    ...checkThat(supportedFormats.includes(format), "format", `Lots of format ${format} cannot be run yet.`),
    ...checkThat(currency === auction.currency, "currency", "A lot is sold in its auction's currency."),
    ...checkRange("quantity", quantity, [1, quantityMax]),
    ...checkThat(mayReserve, "reserveMinor", "This format has no reserve."),
    ...checkThat(mayBuyNow, "buyNowMinor", "This format has no buy-now price."),
  ];
}

/** Rules P1, P2 and L7. */
function findPriceProblems({ rules, reserveMinor }: LotSpec): readonly Problem[] {
  const { currency, startingPriceMinor, buyNowMinor, increments } = rules;
  const incrementsProblem = findIncrementsProblem(increments);
  const leastBuyNowMinor = Math.max(startingPriceMinor + 1, reserveMinor ?? 0);
  return [
    ...checkRange("startingPriceMinor", startingPriceMinor, [getPriceFloor(currency), AMOUNT_MAX_MINOR]),
    ...checkThat(incrementsProblem === null, "increments", incrementsProblem ?? ""),
    ...(reserveMinor === null
      ? []
      : checkRange("reserveMinor", reserveMinor, [startingPriceMinor + 1, AMOUNT_MAX_MINOR])),
    // Below the reserve, buy-now would sell what a bid of the same amount could not win.
    ...(buyNowMinor === null
      ? []
      : checkRange("buyNowMinor", buyNowMinor, [leastBuyNowMinor, AMOUNT_MAX_MINOR])),
  ];
}

/** Rule P1: whatever a price can become can be paid. */
function findStepProblems({ rules, reserveMinor }: LotSpec): readonly Problem[] {
  const { currency, startingPriceMinor, buyNowMinor, increments, floorMinor, stepMinor } = rules;
  const payableMinor = getPayableStep(currency);
  const amounts = { startingPriceMinor, reserveMinor, buyNowMinor, floorMinor, stepMinor };
  const message = `An amount in ${currency} is a multiple of ${payableMinor}.`;
  const isPayable = (amountMinor: number | null): boolean => (amountMinor ?? 0) % payableMinor === 0;
  return [
    ...Object.entries(amounts).flatMap(([path, amount]) => checkThat(isPayable(amount), path, message)),
    ...checkThat(
      increments.every((band) => isPayable(band.stepMinor)),
      "increments",
      message,
    ),
  ];
}

function findTimingProblems({ rules }: LotSpec): readonly Problem[] {
  const { durationMs, windowMs, extensionMs, extensionsMax, hardCloseAfterMs, graceMs } = rules;
  return [
    ...checkRange("durationMs", durationMs, [limits.lotDurationMinMs, limits.lotDurationMaxMs]),
    ...checkRange("windowMs", windowMs, [0, limits.windowMaxMs]),
    ...checkRange("extensionMs", extensionMs, [0, limits.windowMaxMs]),
    ...checkRange("extensionsMax", extensionsMax, [0, limits.extensionsMaxMax]),
    ...(hardCloseAfterMs === null
      ? []
      : checkRange("hardCloseAfterMs", hardCloseAfterMs, [durationMs, 2 * limits.lotDurationMaxMs])),
    ...checkRange("graceMs", graceMs, [0, limits.graceMaxMs]),
  ];
}

/** What a falling price needs, and no other lot has. */
function findFallingProblems({ rules }: LotSpec): readonly Problem[] {
  const { format, currency, startingPriceMinor, floorMinor, stepMinor, stepEveryMs, durationMs } = rules;
  if (format !== "dutch") {
    const none = floorMinor === null && stepMinor === null && stepEveryMs === null;
    return checkThat(none, "floorMinor", "Only a falling price has a floor, a step and an interval.");
  }
  return [
    ...checkRange("floorMinor", floorMinor ?? 0, [getPriceFloor(currency), startingPriceMinor - 1]),
    ...checkRange("stepMinor", stepMinor ?? 0, [1, startingPriceMinor]),
    ...checkRange("stepEveryMs", stepEveryMs ?? 0, [limits.stepEveryMinMs, durationMs]),
  ];
}
