import { createHash } from "node:crypto";
import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server";
import { base64url } from "jose";
import type { Registration, RegistrationOptions } from "../../contract/http/webauthn.ts";
import { spendChallenge } from "../../db/queries/passkeys.ts";
import type { PasskeyRow } from "../../db/queries/passkeys.ts";
import type { User } from "../../db/queries/users.ts";
import type { AppContext } from "../environment.ts";
import { challengeLifeMs, findChallengeEnd, makeChallenge } from "./passkey-challenge.ts";
import type { ChallengeScope } from "./passkey-challenge.ts";
import { getRelyingParty } from "./relying-party.ts";
import { toUserHandle } from "./user-handle.ts";

/** COSE numbers of what every platform can do: ES256, Ed25519, RS256. */
const algorithms = [-7, -8, -257];

/** What to make a passkey with. It must know its owner and find itself without being named: both factors, and a sign-in. */
export async function offerRegistration(
  context: AppContext,
  scope: ChallengeScope,
  { user, known }: { readonly user: User; readonly known: readonly PasskeyRow[] },
): Promise<RegistrationOptions> {
  const settings = context.get("settings");
  const { id, name } = getRelyingParty(settings);
  const options = await generateRegistrationOptions({
    rpName: name,
    rpID: id,
    userID: toUserHandle(user.id),
    userName: user.email,
    userDisplayName: user.displayName,
    challenge: makeChallenge(settings, scope, new Date()),
  });
  return {
    rp: { id, name },
    user: options.user,
    challenge: options.challenge,
    pubKeyCredParams: algorithms.map((alg) => ({ type: "public-key" as const, alg })),
    timeout: challengeLifeMs,
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      type: "public-key" as const,
      transports,
    })),
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
    attestation: "none",
  };
}

/** What is to be kept of a new passkey; undefined for every reason not to believe it. Spends the challenge. */
export async function takeRegistration(
  context: AppContext,
  scope: ChallengeScope,
  registration: Registration,
): Promise<Omit<PasskeyRow, "id" | "userId" | "name" | "createdAt" | "lastUsedAt"> | undefined> {
  const settings = context.get("settings");
  const { id: expectedRPID, origin: expectedOrigin } = getRelyingParty(settings);
  let challenge: { challengeHash: string; expiresAt: Date } | undefined;
  const verified = await verifyRegistrationResponse({
    response: registration,
    expectedChallenge: (text) => {
      const expiresAt = findChallengeEnd(settings, scope, text, new Date());
      if (expiresAt === undefined) return false;
      challenge = { challengeHash: createHash("sha256").update(text).digest("hex"), expiresAt };
      return true;
    },
    expectedOrigin,
    expectedRPID,
    requireUserVerification: true,
    supportedAlgorithmIDs: algorithms,
    // The library refuses by throwing.
  }).catch(() => undefined);
  if (verified?.verified !== true || challenge === undefined) return undefined;
  if (!(await spendChallenge(context.get("postgres").database, challenge))) return undefined;
  const { credential, credentialBackedUp } = verified.registrationInfo;
  return {
    credentialId: credential.id,
    publicKey: base64url.encode(credential.publicKey),
    counter: credential.counter,
    transports: registration.response.transports,
    isBackedUp: credentialBackedUp,
  };
}
