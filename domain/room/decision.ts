import type { Result } from "../result.ts";
import { accept } from "../result.ts";
import type { Decision, PrivateChange } from "./entry.ts";
import type { FactBody } from "./fact.ts";

/** What happens at once, in the order it happened. */
export interface Happening {
  readonly facts: readonly FactBody[];
  readonly changes: readonly PrivateChange[];
}

/** An accepted command that has nothing to say but that it is done. */
export function done({ facts, changes }: Happening): Extract<Result<Decision, never>, { ok: true }> {
  return accept({ facts, changes, answer: { outcome: "done" } });
}

/** What happens as one: the facts and changes of each, in order. */
export function joinHappenings(happenings: readonly Happening[]): Happening {
  return {
    facts: happenings.flatMap(({ facts }) => facts),
    changes: happenings.flatMap(({ changes }) => changes),
  };
}
