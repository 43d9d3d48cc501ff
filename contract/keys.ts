import { z } from "zod";

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/u, "is not base64url");
const keyId = z.string().min(4).max(64);
/** Seconds since the epoch: when a key begins to sign and when it ends (domain/access/key-rotation.ts). */
const keyTime = z.int().min(0).optional();

/** A private RSA key as a JWK. Its public half is served in the JWKS. */
const rsaPrivateJwk = z.strictObject({
  kty: z.literal("RSA"),
  alg: z.literal("RS256"),
  use: z.literal("sig").optional(),
  kid: keyId,
  // 2048 bits are 342 characters of base64url.
  n: base64url.min(342, "is shorter than 2048 bits"),
  e: base64url,
  d: base64url,
  p: base64url,
  q: base64url,
  dp: base64url,
  dq: base64url,
  qi: base64url,
  nbf: keyTime,
  exp: keyTime,
});
/** A private Ed25519 key as a JWK; `x` is the public half. */
export const ed25519PrivateJwk = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  alg: z.literal("EdDSA").optional(),
  use: z.literal("sig").optional(),
  kid: keyId,
  d: base64url.length(43),
  x: base64url.length(43),
  nbf: keyTime,
});
export type Ed25519PrivateJwk = z.infer<typeof ed25519PrivateJwk>;

const asJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
});

/** Access-token keys as a JWKS in JSON. Their times say which signs; the others verify before and after. */
export const accessTokenKeySet = asJson.pipe(z.strictObject({ keys: z.array(rsaPrivateJwk).min(1).max(8) }));

/** Log-signing keys as a JWKS in JSON. The latest signs; all stay published for good (rule H1). */
export const logSigningKeySet = asJson.pipe(
  z.strictObject({ keys: z.array(ed25519PrivateJwk).min(1).max(32) }),
);

/** A symmetric key: at least 32 random bytes as base64url, with an optional `dev-` mark in front. */
export const symmetricKey = z
  .string()
  .regex(/^(?:dev-)?[A-Za-z0-9_-]{43,}$/u, "is not at least 32 bytes of base64url");

/** What {@link factorKeySet} calls the key of a configuration that has only one. */
export const firstFactorKeyId = "first";

const factorKey = z.strictObject({
  kty: z.literal("oct"),
  // Stands between dots in what lies under the key.
  kid: keyId.regex(/^[A-Za-z0-9_-]+$/u, "is not base64url"),
  k: symmetricKey,
  nbf: keyTime,
});

/**
 * Keys of second factors as a JWKS in JSON, or one key by itself as it was before there were several. The latest is the
 * one under which something new is kept; the others stay for what lies under them.
 */
export const factorKeySet = z
  .string()
  .transform((text) =>
    text.startsWith("{") ? text : JSON.stringify({ keys: [{ kty: "oct", kid: firstFactorKeyId, k: text }] }),
  )
  .pipe(asJson)
  .pipe(z.strictObject({ keys: z.array(factorKey).min(1).max(32) }))
  .refine(({ keys }) => new Set(keys.map(({ kid }) => kid)).size === keys.length, "names two keys alike");
