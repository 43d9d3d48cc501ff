import type { StepUp } from "../../contract/http/endpoint.ts";
import { findSessionProofs, hasSecondFactor } from "../../db/queries/second-factors.ts";
import type { SessionProofs } from "../../db/queries/second-factors.ts";
import { listMethods } from "../accounts/proof-methods.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "./authenticate.ts";
import { Problem } from "./problem.ts";

/** How young a proof has to be. */
export const stepUpLifeMs = 10 * 60_000;

/** What was proved in the caller's sign-in. An API key is none. */
export async function requireProofs(context: AppContext): Promise<SessionProofs> {
  const { userId, sessionId } = requireSignedIn(context);
  const proofs = await findSessionProofs(context.get("postgres").database, { userId, sessionId });
  if (proofs === undefined) throw proofAsked("This needs a sign-in of yours, not a key.", []);
  return proofs;
}

export const proofAsked = (message: string, methods: readonly string[]): Problem =>
  new Problem("mfa_required", message, { details: { methods } });

/** Until when what was proved counts as recent: the second factor where there is one; null when it does not, now. */
export function findProofEnd(proofs: SessionProofs): Date | null {
  const provedAt = hasSecondFactor(proofs) ? proofs.secondFactorAt : proofs.authenticatedAt;
  const endMs = (provedAt?.getTime() ?? 0) + stepUpLifeMs;
  return endMs > Date.now() ? new Date(endMs) : null;
}

/**
 * Refuses whoever has not proved themselves lately. `recent`: with a second factor it must be that one; without any, the
 * password or whatever else they signed in with. `second-factor`: a second factor in any case, so whoever has none must
 * set one up first. Always asks the session's row: what the cache of callers knows may be older than the proof that was
 * just given on another isolate. An API key has no such row, and so never passes.
 */
export async function requireStepUp(context: AppContext, level: StepUp): Promise<SessionProofs> {
  const proofs = await requireProofs(context);
  if (!hasSecondFactor(proofs) && level === "second-factor")
    throw proofAsked("Set up a second factor first.", []);
  if (findProofEnd(proofs) !== null) return proofs;
  throw proofAsked("Prove again that it is you first.", listMethods(proofs));
}
