import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";
import { z } from "zod";
import { realClient } from "./clients.ts";
import { serve } from "./serve.ts";
import type { Served } from "./serve.ts";

/** Somebody as the provider knows them, by the name the test gives at `/interaction/…?account=`. */
const account = z.object({
  sub: z.string(),
  email: z.string(),
  email_verified: z.boolean(),
  name: z.string().optional(),
});

/**
 * A certified OpenID Connect provider (oidc-provider) with one client. Its own pages to sign in are one step: whoever the
 * test says is signed in and agrees.
 */
export const startRealIssuer = (): Promise<Served> =>
  serve((url) => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const provider = new Provider(url, {
      clients: [
        {
          client_id: realClient.id,
          client_secret: realClient.secret,
          redirect_uris: ["http://localhost:8787/api/v1/auth/providers/google/callback"],
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
      const accountId = place.searchParams.get("account") ?? "";
      const { params } = await provider.interactionDetails(request, response);
      const grant = new provider.Grant({ accountId, clientId: String(params["client_id"]) });
      grant.addOIDCScope("openid email profile");
      const consent = { grantId: await grant.save() };
      return provider.interactionFinished(request, response, { login: { accountId }, consent });
    };
  });

const readAccount = (id: string): unknown => {
  const said = account.parse(JSON.parse(Buffer.from(id, "base64url").toString()));
  // The subject is the whole account's name here, so that the provider finds it again.
  return { ...said, sub: id };
};
