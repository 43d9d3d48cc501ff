import * as oauth from "oauth4webapi";
import type { AuthorizationServer } from "oauth4webapi";
import { z } from "../../contract/zod.ts";
import { accept, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { Settings } from "../env.ts";
import { describeError, logError } from "../middleware/log.ts";
import type { IdentityProvider } from "../providers/identity.ts";
import type { ProviderFlow } from "./provider-flow.ts";

const requestTimeoutMs = 5_000;
const discoveryLifeMs = 3_600_000;

/** What a provider says of somebody, checked. */
export interface ProviderClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider vouches that the mailbox is theirs. */
  readonly isEmailVerified: boolean;
  readonly name: string | null;
}

/** Plain http is for a provider on the same machine, in development and tests. */
const getRequestOptions = ({ ENVIRONMENT }: Settings) => ({
  // oxlint-disable-next-line typescript/no-deprecated -- the library marks it so to make it stand out
  [oauth.allowInsecureRequests]: ENVIRONMENT === "development" || ENVIRONMENT === "test",
  signal: () => AbortSignal.timeout(requestTimeoutMs),
});

/** Where a provider's endpoints and keys are, by issuer. The library keeps the keys with the entry and renews them. */
const servers = new Map<string, { readonly server: AuthorizationServer; readonly until: number }>();

async function discover(settings: Settings, { issuer }: IdentityProvider): Promise<AuthorizationServer> {
  const known = servers.get(issuer);
  if (known !== undefined && known.until > Date.now()) return known.server;
  const url = new URL(issuer);
  const response = await oauth.discoveryRequest(url, getRequestOptions(settings));
  const server = await oauth.processDiscoveryResponse(url, response);
  servers.set(issuer, { server, until: Date.now() + discoveryLifeMs });
  return server;
}

/** Each provider has an address of its own to answer to, so that no answer is taken for another provider's. */
const getRedirectUri = ({ ORIGIN }: Settings, { id }: IdentityProvider): string =>
  `${ORIGIN}/api/v1/auth/providers/${id}/callback`;

/** A new try, and the address that begins it: authorization code with PKCE, state and nonce. */
export async function beginFlow(
  settings: Settings,
  provider: IdentityProvider,
  purpose: Pick<ProviderFlow, "to" | "link">,
): Promise<{ readonly flow: ProviderFlow; readonly location: string }> {
  const server = await discover(settings, provider);
  const flow: ProviderFlow = {
    provider: provider.id,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
    ...purpose,
  };
  const location = new URL(must(server.authorization_endpoint, "a provider has an authorization endpoint"));
  const parameters = {
    client_id: provider.client.client_id,
    redirect_uri: getRedirectUri(settings, provider),
    response_type: "code",
    scope: provider.scope,
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(flow.codeVerifier),
    code_challenge_method: "S256",
    ...(provider.postsBack ? { response_mode: "form_post" } : {}),
  };
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value);
  return { flow, location: location.href };
}

const cancellations = new Set(["access_denied", "user_cancelled_authorize", "user_cancelled_login"]);

/**
 * Trades the code of a provider's answer for who it was. The library checks state, `iss` of the answer, PKCE, and of the ID
 * token issuer, audience, times, nonce and algorithm; the signature is checked against the provider's published keys
 * though it came over TLS. Whatever does not hold is one refusal: which check it was is in the log.
 */
export async function readAnswer(
  settings: Settings,
  provider: IdentityProvider,
  answer: { readonly parameters: URLSearchParams; readonly flow: ProviderFlow },
): Promise<Result<ProviderClaims, "provider_cancelled" | "provider_failed">> {
  const { parameters, flow } = answer;
  const { client } = provider;
  try {
    const server = await discover(settings, provider);
    const options = getRequestOptions(settings);
    const checked = oauth.validateAuthResponse(server, client, parameters, flow.state);
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      await provider.proveClient(new Date()),
      checked,
      getRedirectUri(settings, provider),
      flow.codeVerifier,
      options,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: flow.nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(server, response, options);
    const claims = must(oauth.getValidatedIdTokenClaims(tokens), "an ID token was required");
    return accept(readClaims(claims, parameters));
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError && cancellations.has(error.error)) {
      return refuse("provider_cancelled");
    }
    logError({
      job: "provider-answer",
      provider: provider.id,
      error: error instanceof Error ? describeError(error) : "unknown",
    });
    return refuse("provider_failed");
  }
}

const claimsSchema = z.object({
  iss: z.string().max(255),
  sub: z.string().min(1).max(255),
  email: z.email().max(254).toLowerCase().nullable().catch(null),
  // Apple has sent this as text as well as as a boolean.
  email_verified: z
    .union([z.literal(true), z.literal("true")])
    .optional()
    .catch(undefined),
  name: z.string().nullable().catch(null),
});

/** Apple gives the name once, beside the code and unsigned; nothing but what we call them depends on it. */
const appleUser = z.object({
  name: z.object({ firstName: z.string().optional(), lastName: z.string().optional() }),
});

function readClaims(claims: object, parameters: URLSearchParams): ProviderClaims {
  const { iss: issuer, sub: subject, email, email_verified: verified, name } = claimsSchema.parse(claims);
  return {
    issuer,
    subject,
    email,
    isEmailVerified: verified !== undefined,
    name: name ?? readPostedName(parameters.get("user")),
  };
}

function readPostedName(text: string | null): string | null {
  if (text === null) return null;
  try {
    const { firstName, lastName } = appleUser.parse(JSON.parse(text)).name;
    return [firstName, lastName].filter((part) => part !== undefined).join(" ");
  } catch {
    return null;
  }
}
