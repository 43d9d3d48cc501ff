import { v7 as makeUuid } from "uuid";
import * as contract from "../../contract/http/moderation.ts";
import type { ModerationCase } from "../../contract/http/moderation.ts";
import { listAudit } from "../../db/queries/audit.ts";
import * as queries from "../../db/queries/moderation.ts";
import { getCaseActions, isPossible } from "../../domain/trust/moderation.ts";
import { forgetCached } from "../cache/isolate.ts";
import { tagsOfProductChange } from "../cache/tags.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { requireRateBySubject } from "../middleware/rate-limit.ts";
import { describeRequest } from "./account-audit.ts";
import { disableAccount } from "./admin-users.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { workBehind } from "./order-actions.ts";
import { requirePage } from "./page.ts";
import { getRoom, toRoomCaller } from "./room.ts";

const toCase = (row: queries.ModerationCase): ModerationCase => ({
  ...row,
  actions: [...getCaseActions(row.subjectType)],
  decidedAt: row.decidedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

export function mountModeration(parts: Interface): void {
  mount(parts, contract.report, async (context, { body }) => {
    const { userId: reporterId } = requireSignedIn(context);
    await requireRateBySubject(context, "reportByUser", reporterId);
    const taken = await queries.takeReport(context.get("postgres"), { reporterId, ...body, at: new Date() });
    if (taken.ok) return { data: { received: true as const } };
    if (taken.refusal === "not_found") throw notFound(body.subjectType);
    throw new Problem(taken.refusal, "This is your own.");
  });
  mount(parts, contract.listCases, async (context, { query }) =>
    requirePage(await queries.listCases(context.get("postgres").database, query, query), toCase),
  );
  mount(parts, contract.readCase, async (context, { params }) => {
    const { database } = context.get("postgres");
    const found = requireFound(await queries.findCase(database, params.id), "case");
    const [subject, reports] = await Promise.all([
      queries.findSubject(database, found),
      queries.listReportsOf(database, found.id),
    ]);
    return {
      data: {
        ...toCase(found),
        content: subject?.content ?? null,
        reports: reports.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() })),
      },
    };
  });
  mount(parts, contract.decideCase, (context, { params, body }) => decide(context, params.id, body));
  mount(parts, contract.listAuditLog, async (context, { query }) => {
    const { from, to, limit, cursor, ...filter } = query;
    const times = {
      from: from === undefined ? undefined : new Date(from),
      to: to === undefined ? undefined : new Date(to),
    };
    const page = await listAudit(
      context.get("postgres").database,
      { ...filter, ...times },
      { limit, cursor },
    );
    return requirePage(page, (row) => ({ ...row, at: row.at.toISOString(), details: row.details ?? null }));
  });
}

async function decide(
  context: AppContext,
  caseId: string,
  { action, reason }: Pick<queries.CaseDecision, "action" | "reason">,
) {
  const { userId: decidedBy } = requireSignedIn(context);
  const postgres = context.get("postgres");
  const found = requireFound(await queries.findCase(postgres.database, caseId), "case");
  if (!isPossible(found.subjectType, action))
    throw new Problem("conflict", `A ${found.subjectType} cannot be dealt with so.`);
  // Nobody shuts themselves out by a case about their own.
  if (action === "disable" && found.ownerId === decidedBy)
    throw new Problem("conflict", "Nobody disables their own account.");
  // Read before it is decided, while it is still there; and removed before, so that a room that is away leaves the case open.
  if (action === "hide" && found.subjectType === "message") await removeMessage(context, found.subjectId);
  const request = describeRequest(context);
  const decision = { caseId, action, reason, decidedBy, at: new Date(), request };
  const decided = await queries.decideCase(postgres, decision);
  if (!decided.ok) {
    if (decided.refusal === "not_found") throw notFound("case");
    throw new Problem(decided.refusal, "This case was decided before.");
  }
  const { moderationCase, work } = decided.value;
  workBehind(context, work);
  if (action === "hide" && found.subjectType === "product")
    await forgetCached(context, tagsOfProductChange(found.subjectId));
  if (action === "disable") await disableAccount(context, { userId: found.ownerId, reason });
  return { data: toCase(moderationCase) };
}

/** The room owns its chat, so it is asked, as an admin in it; a line that is gone already is as good. */
async function removeMessage(context: AppContext, messageId: string): Promise<void> {
  const { database } = context.get("postgres");
  const subject = await queries.findSubject(database, { subjectType: "message", subjectId: messageId });
  if (subject === undefined || subject.auctionId === null) return;
  const body = { type: "chat.remove", id: makeUuid(), messageId };
  const answer = await getRoom(context.env, subject.auctionId).command(
    body,
    toRoomCaller(context.get("caller")),
  );
  if (answer?.type === "command.refused" && answer.code !== "message_unknown")
    throw Problem.ofRefusal(answer);
}
