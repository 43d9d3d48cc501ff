import {
  caseActions,
  caseStatuses,
  moderationLimits,
  reportReasons,
  reportSubjects,
} from "../../domain/trust/moderation.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { entityId, idParams, moment, momentInput, optionalText } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

export const report = endpoint({
  name: "report",
  method: "post",
  path: "/reports",
  tag: "Reports",
  summary: "Report a product, a sale, a chat line, a person or a review",
  description:
    "Once each until it is decided; again has no effect. Who reported is told to nobody but the house.",
  access: "signed-in",
  body: z.object({
    subjectType: z.enum(reportSubjects),
    subjectId: entityId,
    reason: z.enum(reportReasons),
    note: optionalText(moderationLimits.noteLengthMax).default(""),
  }),
  data: z.object({ received: z.literal(true) }),
  status: 201,
  idempotent: true,
  refusals: ["not_found", "own_thing", "rate_limited"],
});

const moderationCase = z
  .object({
    id: z.string(),
    subjectType: z.enum(reportSubjects),
    subjectId: z.string(),
    ownerId: z.string(),
    ownerName: z.string(),
    status: z.enum(caseStatuses),
    reportCount: z.int(),
    actions: z.array(z.enum(caseActions)).meta({ description: "What can be done about it" }),
    action: z.enum(caseActions).nullable(),
    reason: z.string().nullable(),
    decidedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: "ModerationCase" });
export type ModerationCase = z.infer<typeof moderationCase>;

const caseReport = z.object({
  reason: z.enum(reportReasons),
  note: z.string(),
  reporterId: z.string(),
  reporterName: z.string(),
  createdAt: moment,
});

const tag = "Admin";

export const listCases = endpoint({
  name: "listModerationCases",
  method: "get",
  path: "/admin/moderation-cases",
  tag,
  summary: "What was reported, what waits longest first",
  access: "content.moderate",
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(caseStatuses).default("open"),
    subjectType: z.enum(reportSubjects).optional(),
  }),
  data: z.array(moderationCase),
  paged: true,
});

export const readCase = endpoint({
  name: "readModerationCase",
  method: "get",
  path: "/admin/moderation-cases/{id}",
  tag,
  summary: "One case with its reports and what it is about, as it is now",
  access: "content.moderate",
  params: idParams,
  data: moderationCase.extend({
    content: z.string().nullable().meta({ description: "The words that were reported; null: they are gone" }),
    reports: z.array(caseReport),
  }),
  refusals: ["not_found"],
});

export const decideCase = endpoint({
  name: "decideModerationCase",
  method: "post",
  path: "/admin/moderation-cases/{id}/decide",
  tag,
  summary: "Decide a case",
  description:
    "`hide` takes a product, chat line or review away, `warn` writes to its owner, `disable` keeps its owner out. `dismiss`: " +
    "nothing is wrong with it. Each is in the audit log with what was before and after.",
  access: "content.moderate",
  params: idParams,
  body: z.object({ action: z.enum(caseActions), reason: humanText(moderationLimits.reasonLengthMax) }),
  data: moderationCase,
  idempotent: true,
  refusals: ["not_found", "case_decided", "conflict"],
});

const auditEntry = z
  .object({
    id: z.string(),
    at: moment,
    actorId: z.string().nullable().meta({ description: "Null: the platform itself" }),
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    requestId: z.string().nullable(),
    ipAddress: z.string().nullable(),
    details: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: "AuditEntry" });
export type AuditEntry = z.infer<typeof auditEntry>;

export const listAuditLog = endpoint({
  name: "listAuditLog",
  method: "get",
  path: "/admin/audit-log",
  tag,
  summary: "Who did what to what, latest first",
  access: "audit.read",
  query: z.strictObject({
    ...pageQuery,
    actorId: entityId.optional(),
    subjectType: humanText(40).optional(),
    subjectId: humanText(80).optional(),
    action: humanText(80).optional().meta({ description: "As it is written, such as `user.disabled`" }),
    from: momentInput.optional().meta({ description: "Not before" }),
    to: momentInput.optional().meta({ description: "Before" }),
  }),
  data: z.array(auditEntry),
  paged: true,
});
