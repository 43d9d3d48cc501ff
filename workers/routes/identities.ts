import {
  linkIdentity,
  listIdentities,
  listProviders,
  providerId,
  unlinkIdentity,
} from "../../contract/http/identities.ts";
import * as queries from "../../db/queries/identities.ts";
import { setFlowCookie } from "../accounts/cookies.ts";
import { beginFlow } from "../accounts/provider-answer.ts";
import { flowLifeMs, sealFlow } from "../accounts/provider-flow.ts";
import type { ProviderFlow } from "../accounts/provider-flow.ts";
import type { AppContext } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { findIdentityProvider, listIdentityProviders } from "../providers/identity.ts";
import type { IdentityProvider } from "../providers/identity.ts";
import { auditAccount } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { getStartPath, readReturnTo } from "./provider-paths.ts";

export function mountIdentities(parts: Interface): void {
  mount(parts, listProviders, async (context) => {
    const providers = listIdentityProviders(context.get("settings"));
    const data = providers.map(({ id, name }) => ({ id, name, startPath: getStartPath(id) }));
    return { data, headers: { "Cache-Control": "public, max-age=60" } };
  });
  mount(parts, listIdentities, async (context) => {
    const { userId } = requireSignedIn(context);
    const rows = await queries.listIdentities(context.get("postgres").database, userId);
    const data = rows.map(({ provider, createdAt, ...row }) => ({
      ...row,
      provider: providerId.parse(provider),
      createdAt: createdAt.toISOString(),
    }));
    return { data };
  });
  mount(parts, linkIdentity, async (context, { params, body }) => {
    const { userId, sessionId } = requireSignedIn(context);
    const provider = requireProvider(context, params.provider);
    const to = readReturnTo(body?.to ?? null, "/account");
    return { data: { location: await begin(context, provider, { to, link: { userId, sessionId } }) } };
  });
  mount(parts, unlinkIdentity, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const target = { userId, identityId: params.id };
    const unlinked = await queries.deleteIdentity(context.get("postgres"), target);
    if (!unlinked.ok) {
      if (unlinked.refusal === "unknown") throw notFound("identity");
      throw new Problem("last_way_in", "Nothing else would open your account. Choose a password first.");
    }
    const { provider } = unlinked.value;
    await auditAccount(context, { actorId: userId, action: "identity.unlinked", details: { provider } });
    return { data: null };
  });
}

/** A provider that is not configured is not there. */
export const requireProvider = (context: AppContext, id: string): IdentityProvider =>
  requireFound(findIdentityProvider(context.get("settings"), id), "provider");

/** Begins a try; its browser carries it along in a cookie. Gives where to send the browser. */
export async function begin(
  context: AppContext,
  provider: IdentityProvider,
  purpose: Pick<ProviderFlow, "to" | "link">,
): Promise<string> {
  const settings = context.get("settings");
  const now = new Date();
  const { flow, location } = await beginFlow(settings, provider, purpose);
  const expires = new Date(now.getTime() + flowLifeMs);
  setFlowCookie(context, await sealFlow(settings, flow, now), { expires, isCrossSite: provider.postsBack });
  return location;
}
