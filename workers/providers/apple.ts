import { SignJWT, importPKCS8 } from "jose";
import { ClientSecretPost } from "oauth4webapi";
import type { Settings } from "../env.ts";
import type { IdentityProvider } from "./identity.ts";

/** Apple takes up to six months; ours is made for one request. */
const secretLife = "5m";

/**
 * https://developer.apple.com/documentation/signinwithapple: the client's secret is a JWT signed with a key of the team,
 * and whoever asks for the e-mail address is answered with a posted form.
 */
export function findApple(settings: Settings): IdentityProvider | undefined {
  const { APPLE_CLIENT_ID: clientId, APPLE_ISSUER: issuer } = settings;
  if (clientId === "") return undefined;
  return {
    id: "apple",
    name: "Apple",
    issuer,
    client: { client_id: clientId },
    proveClient: async (now) => ClientSecretPost(await signClientSecret(settings, now)),
    scope: "openid email name",
    postsBack: true,
  };
}

async function signClientSecret(settings: Settings, now: Date): Promise<string> {
  const key = await importPKCS8(settings.APPLE_PRIVATE_KEY, "ES256");
  return new SignJWT()
    .setProtectedHeader({ alg: "ES256", kid: settings.APPLE_KEY_ID })
    .setIssuer(settings.APPLE_TEAM_ID)
    .setSubject(settings.APPLE_CLIENT_ID)
    .setAudience(settings.APPLE_ISSUER)
    .setIssuedAt(now)
    .setExpirationTime(secretLife)
    .sign(key);
}
