import * as contract from "../../contract/http/seller-applications.ts";
import type { SellerApplication } from "../../contract/http/seller-applications.ts";
import type { InterfaceErrorCode } from "../../contract/http/errors.ts";
import * as queries from "../../db/queries/seller-applications.ts";
import type { Result } from "../../domain/result.ts";
import { forgetCached } from "../cache/isolate.ts";
import { tagsOfPersonChange } from "../cache/tags.ts";
import type { AppContext } from "../environment.ts";
import { forgetPerson, requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { describeRequest } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { workBehind } from "./order-actions.ts";
import { requirePage } from "./page.ts";

const toApplication = (row: queries.SellerApplication): SellerApplication => ({
  id: row.id,
  status: row.status,
  shopName: row.shopName,
  slug: row.slug,
  about: row.about,
  country: row.country,
  goods: row.goods,
  agreedAt: row.agreedAt.toISOString(),
  reason: row.reason,
  decidedAt: row.decidedAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

const toReviewed = ({ application, applicant }: queries.ReviewedApplication) => ({
  ...toApplication(application),
  applicant: {
    id: applicant.id,
    displayName: applicant.displayName,
    email: applicant.email,
    memberSince: applicant.createdAt.toISOString(),
    isDisabled: applicant.disabledAt !== null,
  },
  decidedBy: application.decidedBy,
});

type Refusal = queries.ApplicationRefusal | queries.DecisionRefusal;

const messages = {
  email_unverified: "Confirm your e-mail address before you ask to sell.",
  already_seller: "You may sell already.",
  application_open: "Your application waits for an answer already.",
  application_decided: "This application was decided before.",
  slug_taken: "Another shop has this address, or asked for it first.",
} as const satisfies Partial<Record<InterfaceErrorCode, string>>;

function requireAccepted<Value>(result: Result<Value, Refusal>): Value {
  if (result.ok) return result.value;
  if (result.refusal === "not_found") throw notFound("application");
  throw new Problem(result.refusal, messages[result.refusal]);
}

export function mountSellerApplications(parts: Interface): void {
  mount(parts, contract.applyToSell, async (context, { body }) => {
    const { userId } = requireSignedIn(context);
    const { shopName, slug, about, country, goods } = body;
    const asked = { userId, shopName, slug, about, country, goods, agreedAt: new Date() };
    return {
      data: toApplication(requireAccepted(await queries.applyToSell(context.get("postgres"), asked))),
    };
  });
  mount(parts, contract.readOwnApplication, async (context) => {
    const { userId } = requireSignedIn(context);
    const found = await queries.findLatestApplication(context.get("postgres").database, userId);
    return { data: toApplication(requireFound(found, "application")) };
  });
  mount(parts, contract.listApplications, async (context, { query }) =>
    requirePage(await queries.listApplications(context.get("postgres").database, query, query), toReviewed),
  );
  mount(parts, contract.approveApplication, (context, { params }) => decide(context, params.id, null));
  mount(parts, contract.rejectApplication, (context, { params, body }) =>
    decide(context, params.id, body.reason),
  );
}

async function decide(context: AppContext, applicationId: string, reason: string | null) {
  const { userId: decidedBy } = requireSignedIn(context);
  const decided = await queries.decideApplication(context.get("postgres"), {
    applicationId,
    decidedBy,
    reason,
    at: new Date(),
    request: describeRequest(context),
  });
  const { application, work } = requireAccepted(decided);
  workBehind(context, work);
  forgetPerson(application.userId);
  await forgetCached(context, tagsOfPersonChange(application.userId));
  return { data: toApplication(application) };
}
