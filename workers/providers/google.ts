import { ClientSecretPost } from "oauth4webapi";
import type { Settings } from "../env.ts";
import type { IdentityProvider } from "./identity.ts";

/** https://developers.google.com/identity/openid-connect/openid-connect */
export function findGoogle(settings: Settings): IdentityProvider | undefined {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: secret, GOOGLE_ISSUER: issuer } = settings;
  if (clientId === "") return undefined;
  return {
    id: "google",
    name: "Google",
    issuer,
    client: { client_id: clientId },
    proveClient: () => Promise.resolve(ClientSecretPost(secret)),
    scope: "openid email profile",
    postsBack: false,
  };
}
