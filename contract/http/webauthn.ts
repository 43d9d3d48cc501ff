import { z } from "../zod.ts";

/** Bytes as WebAuthn's JSON has them. */
const bytes = (lengthMax: number) =>
  z
    .string()
    .min(1)
    .max(lengthMax)
    .regex(/^[A-Za-z0-9_-]+$/u, "is not base64url");

/** At most 1,023 bytes (WebAuthn, section 4). */
const credentialId = bytes(1_364);
const transports = z.array(z.string().max(32)).max(8);
const publicKeyType = z.literal("public-key");
/** What an answer of an authenticator says besides its `response`. */
const credentialFields = {
  id: credentialId,
  rawId: credentialId,
  type: publicKeyType,
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
};

const descriptor = z.object({ id: z.string(), type: publicKeyType, transports: z.array(z.string()) });

/** `PublicKeyCredentialCreationOptionsJSON`, as far as we use it. */
export const registrationOptions = z
  .object({
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(z.object({ type: publicKeyType, alg: z.int() })),
    timeout: z.int(),
    excludeCredentials: z.array(descriptor),
    authenticatorSelection: z.object({
      residentKey: z.literal("required"),
      requireResidentKey: z.literal(true),
      userVerification: z.literal("required"),
    }),
    attestation: z.literal("none"),
  })
  .meta({ id: "PasskeyRegistrationOptions" });
export type RegistrationOptions = z.infer<typeof registrationOptions>;

/** `PublicKeyCredentialRequestOptionsJSON`; no `allowCredentials` lets the reader pick any passkey of theirs. */
export const assertionOptions = z
  .object({
    challenge: z.string(),
    timeout: z.int(),
    rpId: z.string(),
    allowCredentials: z.array(descriptor),
    userVerification: z.literal("required"),
  })
  .meta({ id: "PasskeyAssertionOptions" });
export type AssertionOptions = z.infer<typeof assertionOptions>;

/** `RegistrationResponseJSON`: what `navigator.credentials.create` answered. */
export const registration = z
  .object({
    ...credentialFields,
    response: z.object({
      clientDataJSON: bytes(4_096),
      attestationObject: bytes(16_384),
      transports: transports.default([]),
    }),
  })
  .meta({ id: "PasskeyRegistration" });
export type Registration = z.infer<typeof registration>;

/** `AuthenticationResponseJSON`: what `navigator.credentials.get` answered. */
export const assertion = z
  .object({
    ...credentialFields,
    response: z.object({
      clientDataJSON: bytes(4_096),
      authenticatorData: bytes(4_096),
      signature: bytes(2_048),
      userHandle: bytes(128).nullish(),
    }),
  })
  .meta({ id: "PasskeyAssertion" });
export type Assertion = z.infer<typeof assertion>;
