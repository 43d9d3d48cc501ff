import type { ProviderProblem } from "../../contract/http/identities.ts";
import { setPendingCookie, takeFlowCookie } from "../accounts/cookies.ts";
import { finishSignIn } from "../accounts/finish-sign-in.ts";
import { findOrOpenAccount, linkAccount } from "../accounts/provider-account.ts";
import { readAnswer } from "../accounts/provider-answer.ts";
import { openFlow } from "../accounts/provider-flow.ts";
import type { ProviderFlow } from "../accounts/provider-flow.ts";
import type { AppContext } from "../environment.ts";
import { withinDeadline } from "../middleware/deadline.ts";
import { requireRateByAddress } from "../middleware/rate-limit.ts";
import { readText } from "../middleware/read-body.ts";
import { begin, requireProvider } from "./identities.ts";
import type { Interface } from "./mount.ts";
import { readReturnTo, withParameters } from "./provider-paths.ts";

/** A code and a state; Apple adds a name. */
const answerBytesMax = 16_384;

/**
 * The two stations of a browser on its way to a provider and back. They answer with pages to go to and never with an
 * envelope: nobody reads a body here. Listed in plain-routes.ts.
 */
export function mountProviderSignIn({ app }: Interface): void {
  app.get("/api/v1/auth/providers/:provider/start", withinDeadline(), async (context) => {
    const provider = requireProvider(context, context.req.param("provider"));
    await requireRateByAddress(context, "loginByAddress");
    const to = readReturnTo(context.req.query("to"), "/");
    return context.redirect(await begin(context, provider, { to, link: null }));
  });
  app.get("/api/v1/auth/providers/:provider/callback", withinDeadline(), async (context) =>
    land(context, context.req.param("provider"), new URL(context.req.url).searchParams),
  );
  app.post("/api/v1/auth/providers/:provider/callback", withinDeadline(), async (context) => {
    const form = await readText(context.req.raw, answerBytesMax);
    return land(context, context.req.param("provider"), new URLSearchParams(form));
  });
}

/** A browser comes back. 303: whatever it came with, it goes on with GET. */
async function land(
  context: AppContext,
  providerName: string,
  parameters: URLSearchParams,
): Promise<Response> {
  const provider = requireProvider(context, providerName);
  await requireRateByAddress(context, "loginByAddress");
  const settings = context.get("settings");
  const flow = await openFlow(settings, takeFlowCookie(context), new Date());
  // An answer to no try of this browser, or to one at another provider's. Its state is compared before anything is asked.
  if (flow === undefined || flow.provider !== provider.id || parameters.get("state") !== flow.state) {
    return context.redirect(withParameters("/login", { problem: "provider_expired" }), 303);
  }
  const answer = await readAnswer(settings, provider, { parameters, flow });
  if (!answer.ok) return goBack(context, flow, answer.refusal);
  const { value: claims } = answer;
  if (flow.link !== null) {
    const linked = await linkAccount(context, flow, claims);
    return linked.ok ? context.redirect(flow.to, 303) : goBack(context, flow, linked.refusal);
  }
  const account = await findOrOpenAccount(context, flow, claims);
  if (!account.ok) return goBack(context, flow, account.refusal);
  const finished = await finishSignIn(context, account.value, "openid");
  if (finished.ok) return context.redirect(flow.to, 303);
  if (finished.refusal.code === "invalid_credentials") return goBack(context, flow, "provider_failed");
  const { mfaToken, mfaTokenExpiresAt, methods } = finished.refusal;
  setPendingCookie(context, mfaToken, new Date(mfaTokenExpiresAt));
  const step = { step: "code", methods: methods.join(","), to: flow.to };
  return context.redirect(withParameters("/login", step), 303);
}

/** To where the try began: the account page, or the sign-in, which still knows where to go afterwards. */
function goBack(context: AppContext, flow: ProviderFlow, problem: ProviderProblem): Response {
  const path =
    flow.link === null
      ? withParameters("/login", { problem, to: flow.to })
      : withParameters(flow.to, { problem });
  return context.redirect(path, 303);
}
