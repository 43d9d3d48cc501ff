import { endSignIn, listSignIns } from "../../contract/http/sessions.ts";
import { listSessions, revokeSession } from "../../db/queries/sessions.ts";
import { describeDevice } from "../accounts/device.ts";
import { forgetSession, requireSignedIn } from "../middleware/authenticate.ts";
import { notFound } from "../middleware/problem.ts";
import { auditAccount } from "./account-audit.ts";
import { closeSockets } from "./live-sockets.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

export function mountSignIns(parts: Interface): void {
  mount(parts, listSignIns, async (context) => {
    const { userId, sessionId } = requireSignedIn(context);
    const rows = await listSessions(context.get("postgres").database, userId, new Date());
    const data = rows.map(({ device, userAgent, createdAt, lastSeenAt, expiresAt, ...row }) => ({
      ...row,
      device: describeDevice(device, userAgent),
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      isCurrent: row.id === sessionId,
    }));
    return { data };
  });
  mount(parts, endSignIn, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const revocation = { userId, sessionId: params.id, reason: "logout", at: new Date() } as const;
    if (!(await revokeSession(database, revocation))) throw notFound("sign-in");
    forgetSession(params.id);
    await auditAccount(context, { actorId: userId, action: "session.ended", sessionId: params.id });
    await closeSockets(context, userId, [params.id]);
    return { data: null };
  });
}
