import type { Session } from "../../contract/http/accounts.ts";
import type { ProofMethod } from "../../contract/http/step-up.ts";
import { createPendingSignIn } from "../../db/queries/pending-sign-ins.ts";
import { hasSecondFactor, readFactors } from "../../db/queries/second-factors.ts";
import { recordLogin } from "../../db/queries/users.ts";
import type { User } from "../../db/queries/users.ts";
import { accept, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { AppContext } from "../environment.ts";
import { Problem } from "../middleware/problem.ts";
import { listMethods } from "./proof-methods.ts";
import { hashSecretToken, makeSecretToken } from "./secret-token.ts";
import { startSession } from "./start-session.ts";

/** How long a proved first factor waits for the second. */
const pendingLifeMs = 5 * 60_000;

/**
 * How somebody proved who they are. A passkey asks its owner for a finger, a face or a PIN before it signs, so it is two
 * factors at once.
 */
export type SignInProof = "password" | "openid" | "passkey";

/** `mfa_code_required`: trade `mfaToken` and a second factor for the session at `/auth/mfa/verify`. */
export type UnfinishedSignIn =
  | { readonly code: "invalid_credentials" }
  | {
      readonly code: "mfa_code_required";
      readonly mfaToken: string;
      readonly mfaTokenExpiresAt: string;
      readonly methods: readonly ProofMethod[];
    };

/**
 * The one place where a proved identity becomes a sign-in. Whoever has a second factor is asked for it first. A disabled
 * account is kept out whatever it proved, without a word of why.
 */
export async function finishSignIn(
  context: AppContext,
  user: User,
  proof: SignInProof,
): Promise<Result<Session, UnfinishedSignIn>> {
  if (user.disabledAt !== null) return refuse({ code: "invalid_credentials" });
  const { database } = context.get("postgres");
  const now = new Date();
  if (proof !== "passkey") {
    const factors = await readFactors(database, user.id);
    if (hasSecondFactor(factors)) {
      const mfaToken = makeSecretToken();
      const expiresAt = new Date(now.getTime() + pendingLifeMs);
      const pending = { tokenHash: hashSecretToken(mfaToken), userId: user.id, provedAt: now, expiresAt };
      await createPendingSignIn(database, pending);
      const methods = listMethods(factors);
      const mfaTokenExpiresAt = expiresAt.toISOString();
      return refuse({ code: "mfa_code_required", mfaToken, mfaTokenExpiresAt, methods });
    }
  }
  await recordLogin(database, user.id, now);
  const secondFactorAt = proof === "passkey" ? now : null;
  return accept(await startSession(context, user, { authenticatedAt: now, secondFactorAt }));
}

/** The session of a finished sign-in; an unfinished one is answered with 401 and what to do next. */
export function requireFinished(finished: Result<Session, UnfinishedSignIn>): Session {
  if (finished.ok) return finished.value;
  const { code, ...details } = finished.refusal;
  if (code === "invalid_credentials") throw new Problem(code, "E-mail address or password is wrong.");
  throw new Problem(code, "This account asks for a second factor.", { details });
}
