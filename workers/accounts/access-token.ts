import { SignJWT, createLocalJWKSet, errors, importJWK, jwtVerify } from "jose";
import type { JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { userRoles } from "../../domain/access/roles.ts";
import type { UserRole } from "../../domain/access/roles.ts";
import { findSigningKey, isRetired } from "../../domain/access/key-rotation.ts";
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
  const imported = new Map<string, ReturnType<typeof importJWK>>();
  const importSigningKey = ({ nbf: _nbf, exp: _exp, ...jwk }: (typeof keys)[number]) => {
    const key = imported.get(jwk.kid) ?? importJWK({ ...jwk, use: "sig" }, "RS256");
    imported.set(jwk.kid, key);
    return key;
  };
  // Only the public halves, and only RS256: an HMAC made with a public key's bytes finds no key here.
  const publicKeys = createLocalJWKSet({
    keys: keys.map(({ kid, n, e }) => ({ kty: "RSA", alg: "RS256", use: "sig", kid, n, e })),
  });
  return {
    sign: async (claims, now) => {
      const signing = must(findSigningKey(keys, now.getTime()), "a key of the set signs now");
      return new SignJWT({ sid: claims.sessionId, role: claims.role, mfa: claims.hasSecondFactor })
        .setProtectedHeader({ alg: "RS256", typ: accessTokenType, kid: signing.kid })
        .setSubject(claims.userId)
        .setIssuer(settings.ORIGIN)
        .setAudience(accessTokenAudience)
        .setIssuedAt(now)
        .setExpirationTime(new Date(now.getTime() + accessTokenLifeMs))
        .sign(await importSigningKey(signing));
    },
    verify: async (token, now) => {
      if (token.length > tokenLengthMax) return { ok: false, code: "invalid_token" };
      try {
        const findKey: JWTVerifyGetKey = (header, input) => {
          // A key that was retired verifies nothing more. Without `kid` a set of one key would be tried all the same.
          const named = keys.find(({ kid }) => kid === header.kid);
          if (named === undefined || isRetired(named, now.getTime())) throw new errors.JWKSNoMatchingKey();
          return publicKeys(header, input);
        };
        const { payload } = await jwtVerify(token, findKey, {
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

/**
 * The keys as anybody may have them: RS256 for access tokens, those that sign next among them, and Ed25519 for the logs of
 * auctions, all that ever signed. `alg` tells them apart.
 */
export function computePublicKeys(settings: Settings, now: Date) {
  const active = settings.ACCESS_TOKEN_KEYS.keys.filter((key) => !isRetired(key, now.getTime()));
  const accessKeys = active.map(({ kid, n, e }) => ({
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
