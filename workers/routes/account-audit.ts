import type { Endpoint } from "../../contract/http/endpoint.ts";
import { recordAudit } from "../../db/queries/audit.ts";
import { describePlace } from "../accounts/start-session.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";

interface AccountEvent {
  /** Who did it; null when nobody was signed in, as with a link from a mail. */
  readonly actorId: string | null;
  readonly action: string;
  /** About one sign-in … */
  readonly sessionId?: string;
  /** … or about an API key … */
  readonly apiKeyId?: string;
  /** … or about an account: the actor's own unless given. */
  readonly userId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Which request it was and where it came from, for an entry that is written together with what it tells of. */
export const describeRequest = (context: AppContext) => ({
  requestId: context.get("requestId"),
  ipAddress: describePlace(context).ipAddress ?? undefined,
});

/** Writes down what happened to an account, with the request and the address it came from. */
export async function auditAccount(context: AppContext, event: AccountEvent): Promise<void> {
  const { actorId, action, details } = event;
  await recordAudit(context.get("postgres").database, {
    actorId,
    action,
    ...findSubject(event),
    ...describeRequest(context),
    details,
  });
}

/** What the house did to somebody else's thing by its owner's operation, such as a seller's auction that it edited. */
export async function auditOverseen(
  context: AppContext,
  { name, method }: Pick<Endpoint, "name" | "method">,
): Promise<void> {
  const subject = context.get("overseen");
  if (subject === undefined || method === "get") return;
  await recordAudit(context.get("postgres").database, {
    actorId: requireSignedIn(context).userId,
    action: `${subject.subjectType}.overseen`,
    ...subject,
    ...describeRequest(context),
    details: { operation: name, ...context.req.param() },
  });
}

function findSubject({ sessionId, apiKeyId, userId, actorId }: AccountEvent) {
  if (sessionId !== undefined) return { subjectType: "session", subjectId: sessionId };
  if (apiKeyId !== undefined) return { subjectType: "api-key", subjectId: apiKeyId };
  return { subjectType: "user", subjectId: userId ?? actorId ?? "" };
}
