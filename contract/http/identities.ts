import { z } from "../zod.ts";
import { idParams, moment, nothing } from "./common.ts";
import { endpoint } from "./endpoint.ts";

/** Who else may vouch for somebody: OpenID Connect providers, each on only where it is configured. */
export const providerIds = ["google", "apple"] as const;
export const providerId = z.enum(providerIds);
export type ProviderId = z.infer<typeof providerId>;

/** What went wrong between us and a provider, as `problem` of the page the browser comes back to. */
export const providerProblems = [
  /** The person said no over there. */
  "provider_cancelled",
  /** It took too long, or the answer belongs to another browser or another try. */
  "provider_expired",
  /** The provider's answer does not hold. */
  "provider_failed",
  /** The provider does not vouch for the e-mail address. */
  "provider_email_unverified",
  /** An account has this address and is not known to be the same person's: sign in to it, then link. */
  "provider_account_exists",
  /** This identity opens another account already. */
  "provider_identity_taken",
] as const;
export type ProviderProblem = (typeof providerProblems)[number];

const tag = "Accounts";
/** A path on our own pages to come back to; anything else becomes the default. */
const returnTo = z.string().max(500);

const provider = z
  .object({
    id: providerId,
    name: z.string(),
    startPath: z.string().meta({ description: "A link here begins; `?to=/path` says where to end" }),
  })
  .meta({ id: "IdentityProvider" });

export const listProviders = endpoint({
  name: "listProviders",
  method: "get",
  path: "/auth/providers",
  tag,
  summary: "Who else one may sign in with",
  description:
    "`startPath` is for a browser to go to. It comes back to `to`, signed in; or to `/login?problem=…` with one of " +
    `${providerProblems.map((code) => `\`${code}\``).join(", ")}; or, where a second factor is asked for, to ` +
    "`/login?step=code&methods=…` with the `mfaToken` in the cookie `__Host-pending`.",
  access: "public",
  data: z.array(provider),
});

export const identity = z
  .object({ id: z.string(), provider: providerId, email: z.string().nullable(), createdAt: moment })
  .meta({ id: "Identity" });

export const listIdentities = endpoint({
  name: "listIdentities",
  method: "get",
  path: "/auth/identities",
  tag,
  summary: "Whose word opens one's account",
  access: "signed-in",
  data: z.array(identity),
});

export const linkIdentity = endpoint({
  name: "linkIdentity",
  method: "post",
  path: "/auth/providers/{provider}/link",
  tag,
  summary: "Begin to link a provider's identity to one's account",
  description:
    "Send the browser to `location` within ten minutes; it comes back to `to` (`/account`), with `?problem=…` when it did not work.",
  access: "signed-in",
  stepUp: "recent",
  params: z.object({ provider: z.string().max(40) }),
  body: z.object({ to: returnTo.optional() }).optional(),
  data: z.object({ location: z.string() }),
  refusals: ["not_found"],
});

export const unlinkIdentity = endpoint({
  name: "unlinkIdentity",
  method: "delete",
  path: "/auth/identities/{id}",
  tag,
  summary: "Unlink an identity",
  description:
    "Refused with `last_way_in` where nothing else would open the account: choose a password first.",
  access: "signed-in",
  stepUp: "recent",
  params: idParams,
  data: nothing,
  refusals: ["not_found", "last_way_in"],
});
