/**
 * The protocol's name on the wire, and what pins it: SHA-256 over the JSON Schemas of every frame and of the log page.
 *
 * A change of any schema changes the hash and fails `version.test.ts`. Within `blytz.v1` only additions are allowed
 * that old clients ignore and old servers never see; then put the new hash here. Anything else needs `blytz.v2`.
 */
export const roomProtocol = {
  name: "blytz.v1",
  schemaHash: "36251e0553234022fed45d7291d4ac35517858f3ab3293e7abb1b3616a23cbb0",
} as const;
