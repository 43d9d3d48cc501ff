import type { Settings } from "../env.ts";

/** Who passkeys are made for: the host of our own origin, from the configuration and never from a request. */
export const getRelyingParty = ({ ORIGIN }: Settings) => ({
  id: new URL(ORIGIN).hostname,
  name: "Blytz Live",
  origin: ORIGIN,
});
