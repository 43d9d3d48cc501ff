import { assert, must } from "../result.ts";
import type { DutchSale, OpenLot } from "./state.ts";

/** A falling price at `nowMs`: every step that is due is taken, so that a room that slept catches up at once (rule L3). */
export function computeReprice(lot: OpenLot, nowMs: number): DutchSale {
  const { sale, spec } = lot;
  assert(sale.kind === "dutch" && sale.repricesAtMs !== null && sale.repricesAtMs <= nowMs, "a step is due");
  const everyMs = must(spec.rules.stepEveryMs, "a falling price has an interval");
  const stepMinor = must(spec.rules.stepMinor, "a falling price has a step");
  const floorMinor = must(spec.rules.floorMinor, "a falling price has a floor");
  const steps = 1 + Math.floor((nowMs - sale.repricesAtMs) / everyMs);
  const priceMinor = Math.max(floorMinor, sale.priceMinor - steps * stepMinor);
  const isAtFloor = priceMinor === floorMinor;
  return { kind: "dutch", priceMinor, repricesAtMs: isAtFloor ? null : sale.repricesAtMs + steps * everyMs };
}
