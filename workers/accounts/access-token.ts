import { SignJWT, createLocalJWKSet, errors, importJWK, jwtVerify } from "jose";
import { z } from "zod";
import { userRoles } from "../../domain/access/roles.ts";
import type { UserRole } from "../../domain/access/roles.ts";
import { must } from "../../domain/result.ts";
import type { Settings } from "../env.ts";

export const accessTokenLifeMs = 15 * 60_000;
const accessTokenAudience = "blytz-api";
/** RFC 9068: says what the token is for, so that a ticket or any other token of ours is never taken for one. */
const accessTokenType = "at+jwt";
const skewSeconds = 30;
/** Longer than any token of ours; what is longer is not parsed at all. */
const tokenLengthMax = 4_096;

const claimsSchema = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  role: z.enum(userRoles),
  mfa: z.boolean(),
  iat: z.int(),
  exp: z.int(),
});

export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly role: UserRole;
  /** `mfa`: a second factor was proved in this sign-in when the token was made. A step-up asks the session, not this. */
  readonly hasSecondFactor: boolean;
  readonly expiresAtMs: number;
}

export type TokenVerdict =
  | { readonly ok: true; readonly claims: AccessClaims }
  | { readonly ok: false; readonly code: "token_expired" | "invalid_token" };

interface KeySet {
  readonly sign: (claims: Omit<AccessClaims, "expiresAtMs">, now: Date) => Promise<string>;
  readonly verify: (token: string, now: Date) => Promise<TokenVerdict>;
}

const keySets = new WeakMap<Settings, KeySet>();

/** Signs and checks the access tokens of a configuration; its keys are imported once per isolate. */
export function getAccessTokens(settings: Settings): KeySet {
  const known = keySets.get(settings);
  if (known !== undefined) return known;
  const made = makeKeySet(settings);
  keySets.set(settings, made);
  return made;
}

function makeKeySet(settings: Settings): KeySet {
  const { keys } = settings.ACCESS_TOKEN_KEYS;
  const current = must(keys[0], "the schema asks for one key at least");
  const signingKey = importJWK({ ...current, use: "sig" }, "RS256");
  // Only the public halves, and only RS256: an HMAC made with a public key's bytes finds no key here.
  const publicKeys = createLocalJWKSet({
    keys: keys.map(({ kid, n, e }) => ({ kty: "RSA", alg: "RS256", use: "sig", kid, n, e })),
  });
  return {
    sign: async (claims, now) =>
      new SignJWT({ sid: claims.sessionId, role: claims.role, mfa: claims.hasSecondFactor })
        .setProtectedHeader({ alg: "RS256", typ: accessTokenType, kid: current.kid })
        .setSubject(claims.userId)
        .setIssuer(settings.ORIGIN)
        .setAudience(accessTokenAudience)
        .setIssuedAt(now)
        .setExpirationTime(new Date(now.getTime() + accessTokenLifeMs))
        .sign(await signingKey),
    verify: async (token, now) => {
      if (token.length > tokenLengthMax) return { ok: false, code: "invalid_token" };
      try {
        const { payload, protectedHeader } = await jwtVerify(token, publicKeys, {
          algorithms: ["RS256"],
          audience: accessTokenAudience,
          issuer: settings.ORIGIN,
          typ: accessTokenType,
          clockTolerance: skewSeconds,
          requiredClaims: ["exp", "iat", "sub"],
          // An `iat` in the future, or older than any token of ours can be, is refused as well.
          maxTokenAge: accessTokenLifeMs / 1_000,
          currentDate: now,
        });
        // With one key in the set a token without `kid` would be tried against it.
        if (protectedHeader.kid === undefined) return { ok: false, code: "invalid_token" };
        const claims = claimsSchema.parse(payload);
        const { sub: userId, sid: sessionId, role, mfa: hasSecondFactor } = claims;
        const expiresAtMs = claims.exp * 1_000;
        return { ok: true, claims: { userId, sessionId, role, hasSecondFactor, expiresAtMs } };
      } catch (error) {
        return { ok: false, code: error instanceof errors.JWTExpired ? "token_expired" : "invalid_token" };
      }
    },
  };
}

/** The keys as anybody may have them: RS256 for access tokens, Ed25519 for the logs of auctions, told apart by `alg`. */
export function computePublicKeys(settings: Settings) {
  const accessKeys = settings.ACCESS_TOKEN_KEYS.keys.map(({ kid, n, e }) => ({
    kty: "RSA" as const,
    alg: "RS256" as const,
    use: "sig" as const,
    kid,
    n,
    e,
  }));
  const logKeys = settings.LOG_SIGNING_KEYS.keys.map(({ kid, x }) => ({
    kty: "OKP" as const,
    crv: "Ed25519" as const,
    alg: "EdDSA" as const,
    use: "sig" as const,
    kid,
    x,
  }));
  return { keys: [...accessKeys, ...logKeys] };
}
