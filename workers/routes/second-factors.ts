import {
  confirmTotp,
  disableTotp,
  enrollTotp,
  readSecondFactors,
  renewRecoveryCodes,
  startPasskeyVerification,
  verifySecondFactor,
} from "../../contract/http/second-factors.ts";
import { findPendingSignIn } from "../../db/queries/pending-sign-ins.ts";
import { listPasskeysOf } from "../../db/queries/passkeys.ts";
import {
  forgetFactorsWithoutAny,
  hasSecondFactor,
  readFactors,
  recordProof,
} from "../../db/queries/second-factors.ts";
import { deleteTotp, offerTotp } from "../../db/queries/totp-factors.ts";
import { findUser } from "../../db/queries/users.ts";
import { must } from "../../domain/result.ts";
import { confirmOfferedTotp } from "../accounts/confirm-totp.ts";
import { expiredMfaToken, finishPending } from "../accounts/finish-pending-sign-in.ts";
import { issueRecoveryCodes } from "../accounts/issue-recovery-codes.ts";
import { noteFactorChange } from "../accounts/note-factor-change.ts";
import { offerAssertion, takeAssertion } from "../accounts/passkey-assertion.ts";
import { listMethods } from "../accounts/proof-methods.ts";
import { hashSecretToken } from "../accounts/secret-token.ts";
import { takeCode } from "../accounts/take-code.ts";
import { encryptTotpSecret } from "../accounts/totp-secret.ts";
import { describeTotp, makeTotpSecret } from "../accounts/totp.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { refuseForeignPage } from "../middleware/foreign-page.ts";
import { Problem } from "../middleware/problem.ts";
import { findProofEnd, requireProofs } from "../middleware/step-up.ts";
import { toPasskey } from "./passkey-view.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountSecondFactors(parts: Interface): void {
  mount(parts, readSecondFactors, async (context) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const proofs = await requireProofs(context);
    const passkeys = (await listPasskeysOf(database, userId)).map(toPasskey);
    const proof = {
      validUntil: findProofEnd(proofs)?.toISOString() ?? null,
      methods: listMethods(proofs),
    };
    return { data: { totp: proofs.hasTotp, passkeys, recoveryCodesLeft: proofs.recoveryCodesLeft, proof } };
  });
  mountTotp(parts);
  mountVerification(parts);
  mount(parts, renewRecoveryCodes, async (context) => {
    const { userId } = requireSignedIn(context);
    const factors = await readFactors(context.get("postgres").database, userId);
    if (!hasSecondFactor(factors)) throw new Problem("conflict", "There is no second factor to recover.");
    const recoveryCodes = await issueRecoveryCodes(context, userId);
    const subject = "The recovery codes of your account were made anew";
    await noteFactorChange(context, userId, { action: "factor.recovery-codes-renewed", subject });
    return { data: { recoveryCodes } };
  });
}

function mountTotp(parts: Interface): void {
  mount(parts, enrollTotp, async (context) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const user = must(await findUser(database, userId), "a live session has its user");
    const secret = makeTotpSecret();
    const encryptedSecret = await encryptTotpSecret(context.get("settings"), userId, secret);
    if (!(await offerTotp(database, { userId, encryptedSecret, at: new Date() }))) {
      throw new Problem("conflict", "An authenticator app is on already. Turn it off first.");
    }
    return { data: describeTotp(secret, user.email) };
  });
  mount(parts, confirmTotp, async (context, { body }) => {
    const { userId, sessionId } = requireSignedIn(context);
    const at = await confirmOfferedTotp(context, userId, body.code);
    await recordProof(context.get("postgres").database, sessionId, { secondFactorAt: at });
    const recoveryCodes = await issueRecoveryCodes(context, userId);
    const subject = "An authenticator app was added to your account";
    await noteFactorChange(context, userId, { action: "factor.totp-added", subject });
    return { data: { recoveryCodes } };
  });
  mount(parts, disableTotp, async (context) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    if (await deleteTotp(database, userId)) {
      await forgetFactorsWithoutAny(database, userId);
      const subject = "The authenticator app was taken off your account";
      await noteFactorChange(context, userId, { action: "factor.totp-removed", subject });
    }
    return { data: null };
  });
}

/** Of a sign-in that waits: bound to its token, so that it finishes no other. */
const scopeOf = (mfaToken: string) =>
  ({ purpose: "second-factor", subject: hashSecretToken(mfaToken) }) as const;

function mountVerification(parts: Interface): void {
  const options = { ignoresSignIn: true } as const;
  mount(
    parts,
    startPasskeyVerification,
    async (context, { body: { mfaToken } }) => {
      const question = { tokenHash: hashSecretToken(mfaToken), at: new Date() };
      const pending = await findPendingSignIn(context.get("postgres").database, question);
      if (pending === undefined) throw expiredMfaToken();
      return { data: await offerAssertion(context, scopeOf(mfaToken), pending.userId) };
    },
    options,
  );
  mount(
    parts,
    verifySecondFactor,
    async (context, { body }) => {
      refuseForeignPage(context);
      const prove = async (userId: string): Promise<boolean> => {
        if ("code" in body) return takeCode(context, userId, body.code);
        return (await takeAssertion(context, scopeOf(body.mfaToken), body.passkey, userId)) !== undefined;
      };
      return { data: await finishPending(context, body.mfaToken, prove) };
    },
    options,
  );
}
