import { decideLink, listSuspectedLinks } from "../../contract/http/account-links.ts";
import type { SuspectedLink } from "../../contract/http/account-links.ts";
import * as queries from "../../db/queries/link-suspicions.ts";
import { refreshTerms } from "../jobs/refresh-terms.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { describeRequest } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

const toLink = ({ suspicion, one, other }: queries.SuspectedLink): SuspectedLink => ({
  id: suspicion.id,
  status: suspicion.status,
  score: suspicion.score,
  signals: suspicion.signals,
  accounts: [one, other],
  reason: suspicion.reason,
  decidedAt: suspicion.decidedAt?.toISOString() ?? null,
  createdAt: suspicion.createdAt.toISOString(),
});

export function mountAccountLinks(parts: Interface): void {
  mount(parts, listSuspectedLinks, async (context, { query }) =>
    requirePage(await queries.listSuspicions(context.get("postgres").database, query, query), toLink),
  );
  mount(parts, decideLink, async (context, { params, body }) => {
    const { userId: decidedBy } = requireSignedIn(context);
    const postgres = context.get("postgres");
    const [at, request] = [new Date(), describeRequest(context)];
    const decision = { suspicionId: params.id, ...body, decidedBy, at, request };
    const decided = await queries.decideSuspicion(postgres, decision);
    if (!decided.ok) {
      if (decided.refusal === "not_found") throw notFound("link");
      throw new Problem(decided.refusal, "It was decided so before.");
    }
    const { one, other } = decided.value;
    for (const { id: userId } of [one, other])
      await refreshTerms(context.env, postgres.database, { userId, at });
    return { data: toLink(decided.value) };
  });
}
