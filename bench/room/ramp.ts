import type { Trial, TrialTimes } from "./trial.ts";
import type { Sitting } from "./trial.ts";

export interface RampOrder {
  readonly fromPerSecond: number;
  readonly factor: number;
  readonly times: TrialTimes;
  readonly passes: (trial: Trial) => boolean;
}

/** Of what was sent; a room that refuses or lags has not kept up. */
const acceptedShare = 0.95;

/** The highest rate of an open loop that still passes; a step is tried twice before the ramp ends. 0 when none did. */
export async function findHighestRate(sitting: Sitting, order: RampOrder): Promise<number> {
  let highest = 0;
  let failures = 0;
  for (let perSecond = order.fromPerSecond; failures < 2;) {
    const trial = await sitting.bid({ kind: "open", perSecond: Math.round(perSecond) }, order.times);
    if (trial.acceptedPerSecond > perSecond * acceptedShare && order.passes(trial)) {
      highest = Math.max(highest, trial.acceptedPerSecond);
      failures = 0;
      perSecond *= order.factor;
    } else {
      failures++;
    }
  }
  return highest;
}
