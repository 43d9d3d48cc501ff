import { parse as parseUuid, validate, version } from "uuid";

/** Clocks apart: ours that made an id, and a provider's that counts from when it first saw the key. */
const marginMs = 3_600_000;

/**
 * When a row was made, by its id (UUIDv7 begins with milliseconds); undefined for any other id.
 * The key of a row was first used no earlier than that.
 */
export function computeMadeAtMs(id: string): number | undefined {
  if (!validate(id) || version(id) !== 7) return undefined;
  return parseUuid(id)
    .subarray(0, 6)
    .reduce((value, byte) => value * 256 + byte, 0);
}

/**
 * Whether a provider may have forgotten the key of a row: then asking again would be asking anew, and whoever asks
 * looks first for what may have come of the key.
 */
export function mayBeForgotten(id: string, nowMs: number, windowMs: number): boolean {
  const madeAtMs = computeMadeAtMs(id);
  return madeAtMs === undefined || nowMs - madeAtMs > windowMs - marginMs;
}
