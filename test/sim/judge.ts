import { audit } from "./auditor.ts";
import { simulate } from "./simulate.ts";

/** Everything that is wrong with the room of one seed, as lines of text; none when the room kept the rules. */
export function judge(seed: number, operations: number): readonly string[] {
  try {
    const { transcript, faults } = simulate(seed, operations);
    return [...audit(transcript).map(({ rule, text }) => `[${rule}] ${text}`), ...faults];
  } catch (error) {
    return [`the room broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
  }
}
