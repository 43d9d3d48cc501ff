import { linkSignals, suspicionStatuses } from "../../domain/trust/links.ts";
import { userRoles } from "../../domain/access/roles.ts";
import { humanText } from "../room/common.ts";
import { z } from "../zod.ts";
import { idParams, moment } from "./common.ts";
import { endpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";

const account = z.object({ id: z.string(), displayName: z.string(), role: z.enum(userRoles) });

const suspectedLink = z
  .object({
    id: z.string(),
    status: z.enum(suspicionStatuses),
    score: z.int(),
    signals: z
      .array(z.enum(linkSignals))
      .meta({ description: "What the two have in common, never what it is" }),
    accounts: z.tuple([account, account]),
    reason: z.string().nullable(),
    decidedAt: moment.nullable(),
    createdAt: moment,
  })
  .meta({ id: "SuspectedLink" });
export type SuspectedLink = z.infer<typeof suspectedLink>;

const tag = "Admin";

export const listSuspectedLinks = endpoint({
  name: "listSuspectedLinks",
  method: "get",
  path: "/admin/account-links",
  tag,
  summary: "Accounts that may belong together, those that wait longest first",
  description:
    "Strong signals (a card, or address, device and network together) link at once: the one cannot bid where the other sells. " +
    "Weaker ones wait here.",
  access: "links.judge",
  query: z.strictObject({ ...pageQuery, status: z.enum(suspicionStatuses).default("pending") }),
  data: z.array(suspectedLink),
  paged: true,
});

export const decideLink = endpoint({
  name: "decideLink",
  method: "post",
  path: "/admin/account-links/{id}/decide",
  tag,
  summary: "Link two accounts, or take their link away",
  description: "What is dismissed comes back only with more than was known then.",
  access: "links.judge",
  params: idParams,
  body: z.object({ outcome: z.enum(["confirmed", "dismissed"]), reason: humanText(500) }),
  data: suspectedLink,
  idempotent: true,
  refusals: ["not_found", "link_settled"],
});
