import { stepUp, stepUpOptions } from "../../contract/http/step-up.ts";
import { hasSecondFactor, recordProof } from "../../db/queries/second-factors.ts";
import { findUser, findUserForLogin } from "../../db/queries/users.ts";
import { must } from "../../domain/result.ts";
import { wrongCredentials } from "../accounts/finish-sign-in.ts";
import { offerAssertion, takeAssertion } from "../accounts/passkey-assertion.ts";
import { verifyPassword } from "../accounts/password-hash.ts";
import { listMethods } from "../accounts/proof-methods.ts";
import { takeCode } from "../accounts/take-code.ts";
import type { AppContext, SignedIn } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { forgetRate, requireRateBySubject } from "../middleware/rate-limit.ts";
import { proofAsked, requireProofs, stepUpLifeMs } from "../middleware/step-up.ts";
import { auditAccount } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

/** A challenge of one sign-in opens nothing in another. */
const scopeOf = ({ userId, sessionId }: SignedIn) =>
  ({ purpose: "step-up", subject: `${userId}:${sessionId}` }) as const;

export function mountStepUp(parts: Interface): void {
  mount(parts, stepUpOptions, async (context) => {
    await requireProofs(context);
    const caller = requireSignedIn(context);
    return { data: await offerAssertion(context, scopeOf(caller), caller.userId) };
  });
  mount(parts, stepUp, async (context, { body }) => {
    const caller = requireSignedIn(context);
    const { userId, sessionId } = caller;
    const proofs = await requireProofs(context);
    const { database } = context.get("postgres");
    const now = new Date();
    if ("password" in body) {
      if (hasSecondFactor(proofs)) throw proofAsked("Prove your second factor.", listMethods(proofs));
      await requirePassword(context, userId, body.password);
      await recordProof(database, sessionId, { authenticatedAt: now });
    } else if ("code" in body) {
      if (!(await takeCode(context, userId, body.code))) throw wrongCredentials();
      await recordProof(database, sessionId, { secondFactorAt: now });
    } else {
      const owner = await takeAssertion(context, scopeOf(caller), body.passkey, userId);
      if (owner === undefined) throw wrongCredentials();
      // The authenticator knew its owner: both factors at once.
      await recordProof(database, sessionId, { authenticatedAt: now, secondFactorAt: now });
    }
    await auditAccount(context, { actorId: userId, action: "session.stepped-up", sessionId });
    return { data: { validUntil: new Date(now.getTime() + stepUpLifeMs).toISOString() } };
  });
}

async function requirePassword(context: AppContext, userId: string, password: string): Promise<void> {
  await requireRateBySubject(context, "passwordByUser", userId);
  const { database } = context.get("postgres");
  const { email } = must(await findUser(database, userId), "a live session has its user");
  const found = await findUserForLogin(database, email);
  if (!(await verifyPassword(password, found?.passwordHash ?? null))) throw wrongCredentials();
  await forgetRate(context, "passwordByUser", userId);
}
