import { limits } from "../limits.ts";
import type { BucketRule } from "../token-bucket.ts";

/** Commands of one person in one room (rule B4). */
export const commandRule: BucketRule = {
  capacity: limits.commandsBurst,
  refillMs: 1_000 / limits.commandsPerSecond,
};

/** Chat lines of one person in one room. */
export const chatRule: BucketRule = { capacity: limits.chatBurst, refillMs: 1_000 / limits.chatPerSecond };

/** Chat lines of a whole room. */
export const roomChatRule: BucketRule = {
  capacity: limits.roomChatBurst,
  refillMs: 1_000 / limits.roomChatPerSecond,
};
