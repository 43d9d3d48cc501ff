import type { Session } from "../../contract/http/accounts.ts";
import { finishPendingSignIn, tryPendingSignIn } from "../../db/queries/pending-sign-ins.ts";
import { findUser, recordLogin } from "../../db/queries/users.ts";
import type { AppContext } from "../environment.ts";
import { invalid } from "../middleware/problem.ts";
import type { Problem } from "../middleware/problem.ts";
import { wrongCredentials } from "./finish-sign-in.ts";
import { hashSecretToken } from "./secret-token.ts";
import { startSession } from "./start-session.ts";

/** Wrong factors one first factor is good for; then it has to be proved again. */
const triesMax = 5;

export const expiredMfaToken = (): Problem =>
  invalid("mfaToken", "expired", "was used, has run out or is not ours: sign in again");

/**
 * Finishes a sign-in that waited for its second factor. `prove` takes the factor; what it is shown counts as a try
 * before it is looked at.
 */
export async function finishPending(
  context: AppContext,
  mfaToken: string,
  prove: (userId: string) => Promise<boolean>,
): Promise<Session> {
  const { database } = context.get("postgres");
  const tokenHash = hashSecretToken(mfaToken);
  const pending = await tryPendingSignIn(database, { tokenHash, at: new Date(), triesMax });
  if (pending === undefined) throw expiredMfaToken();
  if (!(await prove(pending.userId))) throw wrongCredentials();
  const now = new Date();
  if (!(await finishPendingSignIn(database, { tokenHash, at: now }))) throw expiredMfaToken();
  const user = await findUser(database, pending.userId);
  if (user === undefined || user.disabledAt !== null) throw wrongCredentials();
  await recordLogin(database, user.id, now);
  return startSession(context, user, { authenticatedAt: pending.provedAt, secondFactorAt: now });
}
