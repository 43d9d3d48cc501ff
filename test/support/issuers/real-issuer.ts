import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";
import { z } from "zod";
import { realClient } from "./clients.ts";
import { serve } from "./serve.ts";
import type { Served } from "./serve.ts";

/**
 * Somebody as the provider knows them: by the name a test gives at `/interaction/…?account=`, or by the address a person
 * types into its page.
 */
const account = z.object({
  sub: z.string(),
  email: z.string(),
  email_verified: z.boolean(),
  name: z.string().optional(),
});

/** Where a browser comes back to: the API as the tests in workerd know it, unless it is served elsewhere. */
const testOrigin = "http://localhost:8787";

/**
 * A certified OpenID Connect provider (oidc-provider) with one client. Its own page to sign in is one step: whoever the
 * test says is signed in and agrees.
 */
export const startRealIssuer = ({ port = 0, origin = testOrigin } = {}): Promise<Served> =>
  serve((url) => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const provider = new Provider(url, {
      clients: [
        {
          client_id: realClient.id,
          client_secret: realClient.secret,
          redirect_uris: [`${origin}/api/v1/auth/providers/google/callback`],
          token_endpoint_auth_method: "client_secret_post",
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "real", use: "sig", alg: "RS256" }] },
      cookies: { keys: ["of-this-run"] },
      claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
      // As Google does: what the scopes ask for is in the ID token.
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
      findAccount: (_context: unknown, id: string) => ({
        accountId: id,
        claims: () => account.parse(readAccount(id)),
      }),
      pkce: { required: () => true },
    });
    const handle = provider.callback();
    return async (request, response) => {
      const place = new URL(request.url ?? "/", url);
      if (!place.pathname.startsWith("/interaction/")) return handle(request, response);
      const accountId = place.searchParams.get("account") ?? describe(place.searchParams.get("email"));
      if (accountId === null) return response.setHeader("Content-Type", "text/html").end(signInPage);
      const { params } = await provider.interactionDetails(request, response);
      const grant = new provider.Grant({ accountId, clientId: String(params["client_id"]) });
      grant.addOIDCScope("openid email profile");
      const consent = { grantId: await grant.save() };
      return provider.interactionFinished(request, response, { login: { accountId }, consent });
    };
  }, port);

/** What a person sees at the provider: one question. The address stays, so that the answer comes to the same place. */
const signInPage = `<!doctype html><html lang="en"><title>Test provider</title><link rel="icon" href="data:,">
<form><label>E-mail <input name="email" type="email" required autofocus></label> <button>Continue</button></form></html>`;

const describe = (email: string | null): string | null =>
  email === null
    ? null
    : Buffer.from(JSON.stringify({ sub: email, email, email_verified: true, name: "Prue" })).toString(
        "base64url",
      );

const readAccount = (id: string): unknown => {
  const said = account.parse(JSON.parse(Buffer.from(id, "base64url").toString()));
  // The subject is the whole account's name here, so that the provider finds it again.
  return { ...said, sub: id };
};
