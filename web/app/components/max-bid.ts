import { limits } from "../../../domain/limits.ts";
import { computeDefaultIncrements, computeStep } from "../../../domain/room/increments.ts";
import type { Money } from "../format/money.ts";

export type MaxBidJudgement =
  | { readonly kind: "invalid" }
  | { readonly kind: "too-low"; readonly minimumMinor: number }
  | { readonly kind: "large"; readonly amountMinor: number; readonly times: number }
  | { readonly kind: "fine"; readonly amountMinor: number };

/** What to say about a maximum someone typed, before it is sent. */
export function judgeMaximum(
  amountMinor: number | undefined,
  minimumMinor: number,
  nextMinimumMinor: number,
): MaxBidJudgement {
  if (amountMinor === undefined) return { kind: "invalid" };
  if (amountMinor < minimumMinor) return { kind: "too-low", minimumMinor };
  if (amountMinor > limits.outlierMultiple * nextMinimumMinor) {
    return { kind: "large", amountMinor, times: Math.floor(amountMinor / nextMinimumMinor) };
  }
  return { kind: "fine", amountMinor };
}

/**
 * Three amounts worth one press, from the minimum up, at round steps of the price's own size and never finer than the
 * least step the currency is raised by (rule P2).
 */
export function suggestMaxima(minimum: Money): readonly number[] {
  const size = 10 ** Math.max(0, String(minimum.amountMinor).length - 2);
  const stepMinor = Math.max(5 * size, computeStep(computeDefaultIncrements(minimum.currency), 0));
  const round = (amount: number) => Math.ceil(amount / stepMinor) * stepMinor;
  return [1.25, 1.5, 2].map((factor) => round(minimum.amountMinor * factor));
}
