import { confirmTotp, findOfferedTotp } from "../../db/queries/totp-factors.ts";
import type { AppContext } from "../environment.ts";
import { Problem, invalid } from "../middleware/problem.ts";
import { requireRateBySubject } from "../middleware/rate-limit.ts";
import { decryptTotpSecret } from "./totp-secret.ts";
import { findTotpStep } from "./totp.ts";

/** How long an offered secret waits for the first code of its app. */
const offerLifeMs = 15 * 60_000;

/** Turns the offered app on; when it was. The code that does so is used up like any other. */
export async function confirmOfferedTotp(context: AppContext, userId: string, code: string): Promise<Date> {
  await requireRateBySubject(context, "codeByAccount", userId);
  const { database } = context.get("postgres");
  const at = new Date();
  const since = new Date(at.getTime() - offerLifeMs);
  const encryptedSecret = await findOfferedTotp(database, userId, since);
  if (encryptedSecret === undefined) {
    throw new Problem("conflict", "There is no authenticator app to confirm. Set one up first.");
  }
  const secret = await decryptTotpSecret(context.get("settings"), userId, encryptedSecret);
  const step = secret === undefined ? null : findTotpStep(secret, code.replaceAll(/\s/gu, ""), at.getTime());
  if (step === null) throw invalid("code", "wrong", "is not what the app shows now");
  if (!(await confirmTotp(database, { userId, encryptedSecret, step, at, since }))) {
    throw new Problem("conflict", "Another authenticator app was set up meanwhile.");
  }
  return at;
}
