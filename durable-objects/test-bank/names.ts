import { randomBytes } from "node:crypto";

/** `test_charge_…`: says what it names to whoever finds it in a log. */
export const makeReference = (kind: "method" | "charge" | "refund" | "dispute" | "account" | "payout") =>
  `test_${kind}_${randomBytes(12).toString("hex")}`;

/** Whoever has it may act: 192 bits that nobody guesses. */
export const makeToken = (): string => randomBytes(24).toString("base64url");
