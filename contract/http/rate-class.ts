/**
 * What an operation costs, as a class: every operation of a class shares its limits, which are data in the Worker's
 * `rate-limits.ts`. `read` and `write` are the defaults; what moves money or guards an account says so itself.
 */
export const rateClasses = [
  "read",
  "write",
  "money",
  "enter",
  "room",
  "register",
  "sign-in",
  "refresh",
  "mail",
  "link",
  "code",
  "passkey",
  "factor",
] as const;
export type RateClass = (typeof rateClasses)[number];
