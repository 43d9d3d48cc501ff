import { deleteAccount } from "../../contract/http/own-data.ts";
import { eraseAccount } from "../../db/queries/erase-account.ts";
import type { ErasureRefusal } from "../../db/queries/erase-account.ts";
import { revokeAllApiKeys } from "../../db/queries/api-keys.ts";
import { findObligations, hasObligations, listRoomsOf } from "../../db/queries/obligations.ts";
import { findUser } from "../../db/queries/users.ts";
import { must } from "../../domain/result.ts";
import { afterAnswer, sendFarewell } from "../accounts/account-mail.ts";
import { clearTokenCookies } from "../accounts/cookies.ts";
import { describePlace } from "../accounts/start-session.ts";
import { forgetCached } from "../cache/isolate.ts";
import { tagsOfPersonChange } from "../cache/tags.ts";
import type { AppContext } from "../environment.ts";
import { bringUpToDate } from "../jobs/project-room.ts";
import { requireOwnUser } from "../middleware/ownership.ts";
import { Problem, invalid, notFound } from "../middleware/problem.ts";
import { requireRateBySubject } from "../middleware/rate-limit.ts";
import { endAllSignIns, endApiKeys } from "./live-sockets.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { getRoom } from "./room.ts";

export function mountAccountDeletion(parts: Interface): void {
  mount(parts, deleteAccount, async (context, { params, body }) => {
    const { userId } = requireOwnUser(context, params.userId);
    await requireRateBySubject(context, "deletionByUser", userId);
    const { database } = context.get("postgres");
    const { email } = must(await findUser(database, userId), "a live session has its user");
    if (body.confirm.trim().toLowerCase() !== email) {
      throw invalid("confirm", "mismatch", "is not the e-mail address of this account");
    }
    await erase(context, userId);
    clearTokenCookies(context);
    return { data: null };
  });
}

/**
 * Rooms decide without Postgres, so what Postgres says of somebody's bids is as old as the last projection. It is asked
 * twice: first whether there is anything that stands in the way at all, while nothing has happened yet; then, with every
 * sign-in ended and every socket closed, inside the transaction that erases. Only a bid placed between the two, from
 * another device, leaves somebody signed out and refused.
 */
async function erase(context: AppContext, userId: string): Promise<void> {
  const postgres = context.get("postgres");
  const rooms = await listRoomsOf(postgres.database, userId);
  await settle(context, rooms);
  const obligations = await findObligations(postgres.database, userId);
  if (hasObligations(obligations)) throw toProblem({ code: "obligations_open", obligations });
  await endAllSignIns(context, { userId, reason: "deleted" });
  await endApiKeys(context, userId, await revokeAllApiKeys(postgres.database, userId, new Date()));
  for (const auctionId of rooms) await getRoom(context.env, auctionId).endSession(userId, null);
  await settle(context, rooms);
  const { ipAddress } = describePlace(context);
  const request = { requestId: context.get("requestId"), ipAddress: ipAddress ?? undefined };
  const erased = await eraseAccount(postgres, { userId, at: new Date(), request });
  if (!erased.ok) throw toProblem(erased.refusal);
  await forgetCached(context, tagsOfPersonChange(userId));
  afterAnswer(context, () => sendFarewell(context, erased.value));
}

/** Brings Postgres up to what these rooms have decided. */
async function settle(context: AppContext, rooms: readonly string[]): Promise<void> {
  for (const auctionId of rooms) {
    await bringUpToDate(context.env, context.get("postgres"), auctionId);
  }
}

function toProblem(refusal: ErasureRefusal): Problem {
  switch (refusal.code) {
    case "not_found":
      return notFound("user");
    case "last_admin":
      return new Problem("last_admin", "Make somebody else an admin first.");
    case "obligations_open":
      return new Problem("obligations_open", "Something is still under way between you and others.", {
        details: { ...refusal.obligations },
      });
  }
}
