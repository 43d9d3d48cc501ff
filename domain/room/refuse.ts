import { refuse } from "../result.ts";
import type { Refusal, RefusalCode } from "./refusal.ts";

export interface Refused {
  readonly ok: false;
  readonly refusal: Refusal;
}

/** A refusal as a result. `message` is one sentence for a person. */
export function refuseWith(code: RefusalCode, message: string, details?: Refusal["details"]): Refused {
  return refuse(details === undefined ? { code, message } : { code, message, details });
}
