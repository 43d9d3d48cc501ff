import type { Session } from "../../contract/http/accounts.ts";
import type { ProofMethod } from "../../contract/http/step-up.ts";
import { createPendingSignIn } from "../../db/queries/pending-sign-ins.ts";
import { hasSecondFactor, readFactors } from "../../db/queries/second-factors.ts";
import type { Factors } from "../../db/queries/second-factors.ts";
import { recordLogin } from "../../db/queries/users.ts";
import type { User } from "../../db/queries/users.ts";
import { accept, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { AppContext } from "../environment.ts";
import { Problem } from "../middleware/problem.ts";
import { listMethods } from "./proof-methods.ts";
import { hashSecretToken, makeSecretToken } from "./secret-token.ts";
import { startSession } from "./start-session.ts";
import { takeCode } from "./take-code.ts";

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
 * The one place where a proved identity becomes a sign-in. Whoever has a second factor is asked for it first, unless a
 * `code` of it came along. A disabled account is kept out whatever it proved, without a word of why.
 */
export async function finishSignIn(
  context: AppContext,
  user: User,
  proof: SignInProof,
  { code }: { readonly code?: string | undefined } = {},
): Promise<Result<Session, UnfinishedSignIn>> {
  if (user.disabledAt !== null) return refuse({ code: "invalid_credentials" });
  const { database } = context.get("postgres");
  const now = new Date();
  let secondFactorAt = proof === "passkey" ? now : null;
  if (secondFactorAt === null) {
    const factors = await readFactors(database, user.id);
    if (hasSecondFactor(factors)) {
      if (code === undefined) return refuse(await askForSecondFactor(context, user, factors));
      if (!(await takeCode(context, user.id, code))) return refuse({ code: "invalid_credentials" });
      secondFactorAt = now;
    }
  }
  await recordLogin(database, user.id, now);
  return accept(await startSession(context, user, { authenticatedAt: now, secondFactorAt }));
}

async function askForSecondFactor(
  context: AppContext,
  user: User,
  factors: Factors,
): Promise<UnfinishedSignIn> {
  const provedAt = new Date();
  const expiresAt = new Date(provedAt.getTime() + pendingLifeMs);
  const mfaToken = makeSecretToken();
  const pending = { tokenHash: hashSecretToken(mfaToken), userId: user.id, provedAt, expiresAt };
  await createPendingSignIn(context.get("postgres").database, pending);
  const methods = listMethods(factors);
  return { code: "mfa_code_required", mfaToken, mfaTokenExpiresAt: expiresAt.toISOString(), methods };
}

/** One answer to every proof that failed: which part of it was wrong is not a stranger's to know. */
export const wrongCredentials = (): Problem =>
  new Problem("invalid_credentials", "That did not match: check the address, the password and the code.");

/** The session of a finished sign-in; an unfinished one is answered with 401 and what to do next. */
export function requireFinished(finished: Result<Session, UnfinishedSignIn>): Session {
  if (finished.ok) return finished.value;
  const { code, ...details } = finished.refusal;
  if (code === "invalid_credentials") throw wrongCredentials();
  throw new Problem(code, "This account asks for a second factor.", { details });
}
