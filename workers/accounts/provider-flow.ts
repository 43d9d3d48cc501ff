import { createHmac } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import { z } from "../../contract/zod.ts";
import { providerId } from "../../contract/http/identities.ts";
import type { Settings } from "../env.ts";

/** How long somebody may take at the provider's. */
export const flowLifeMs = 10 * 60_000;

const flowSchema = z.object({
  provider: providerId,
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  to: z.string(),
  /** Whose account the identity is to be linked to; null: to sign in. */
  link: z.object({ userId: z.string(), sessionId: z.string() }).nullable(),
});

/** One try to sign in or link, as its browser carries it in a cookie: what the answer must fit, and what to do with it. */
export type ProviderFlow = z.infer<typeof flowSchema>;

const audience = "blytz-provider-flow";

/** A key of its own, made from one there is: rotating the one ends the tries under way, which is all it breaks. */
const deriveKey = ({ REFRESH_TOKEN_KEY }: Settings): Uint8Array =>
  createHmac("sha256", REFRESH_TOKEN_KEY).update(audience).digest();

/** Encrypted, so that neither a page nor whoever reads the cookie learns the verifier or changes where it ends. */
export async function sealFlow(settings: Settings, flow: ProviderFlow, now: Date): Promise<string> {
  return new EncryptJWT({ flow })
    .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(new Date(now.getTime() + flowLifeMs))
    .encrypt(deriveKey(settings));
}

/** Undefined for a cookie that is missing, not ours, or too old. */
export async function openFlow(
  settings: Settings,
  sealed: string | undefined,
  now: Date,
): Promise<ProviderFlow | undefined> {
  if (sealed === undefined) return undefined;
  try {
    const { payload } = await jwtDecrypt(sealed, deriveKey(settings), {
      audience,
      contentEncryptionAlgorithms: ["A256GCM"],
      keyManagementAlgorithms: ["dir"],
      requiredClaims: ["exp"],
      currentDate: now,
    });
    return flowSchema.parse(payload["flow"]);
  } catch {
    return undefined;
  }
}
