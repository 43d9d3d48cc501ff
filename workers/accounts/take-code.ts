import { spendRecoveryCode } from "../../db/queries/recovery-codes.ts";
import { findTotp, replaceTotpSecret, spendTotpStep } from "../../db/queries/totp-factors.ts";
import type { AppContext } from "../environment.ts";
import { forgetRate, requireRateBySubject } from "../middleware/rate-limit.ts";
import { noteFactorChange } from "./note-factor-change.ts";
import { listRecoveryCodeHashes, readRecoveryCode } from "./recovery-code.ts";
import { decryptTotpSecret, encryptTotpSecret, isUnderOlderKey } from "./totp-secret.ts";
import { findTotpStep } from "./totp.ts";

/**
 * Takes a code as proof of a second factor: the app's, or a recovery code. Each works once, whatever races; which of
 * wrong, used and never set up it was is nobody's to know. Tries are counted before the code is looked at.
 */
export async function takeCode(context: AppContext, userId: string, code: string): Promise<boolean> {
  await requireRateBySubject(context, "codeByAccount", userId);
  const digits = code.replaceAll(/\s/gu, "");
  const isTaken = /^\d{6}$/u.test(digits)
    ? await takeTotpCode(context, userId, digits)
    : await takeRecoveryCode(context, userId, code);
  if (isTaken) await forgetRate(context, "codeByAccount", userId);
  return isTaken;
}

async function takeTotpCode(context: AppContext, userId: string, code: string): Promise<boolean> {
  const { database } = context.get("postgres");
  const encrypted = await findTotp(database, userId);
  if (encrypted === undefined) return false;
  const settings = context.get("settings");
  const secret = await decryptTotpSecret(settings, userId, encrypted);
  const step = secret === undefined ? null : findTotpStep(secret, code, Date.now());
  if (secret === undefined || step === null || !(await spendTotpStep(database, userId, step))) return false;
  if (isUnderOlderKey(settings, encrypted)) {
    const renewed = await encryptTotpSecret(settings, userId, secret);
    await replaceTotpSecret(database, { userId, from: encrypted, to: renewed });
  }
  return true;
}

async function takeRecoveryCode(context: AppContext, userId: string, code: string): Promise<boolean> {
  if (readRecoveryCode(code) === undefined) return false;
  const codeHashes = listRecoveryCodeHashes(context.get("settings"), userId, code);
  const spent = { userId, codeHashes, at: new Date() };
  if (!(await spendRecoveryCode(context.get("postgres").database, spent))) return false;
  await noteFactorChange(context, userId, {
    action: "factor.recovery-code-used",
    subject: "A recovery code of your account was used",
  });
  return true;
}
