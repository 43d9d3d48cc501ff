import { createHash } from "node:crypto";
import { generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server";
import { base64url } from "jose";
import type { Assertion, AssertionOptions } from "../../contract/http/webauthn.ts";
import { findPasskey, listPasskeysOf, recordPasskeyUse, spendChallenge } from "../../db/queries/passkeys.ts";
import type { PasskeyRow } from "../../db/queries/passkeys.ts";
import type { AppContext } from "../environment.ts";
import { auditAccount } from "../routes/account-audit.ts";
import { challengeLifeMs, findChallengeEnd, makeChallenge } from "./passkey-challenge.ts";
import type { ChallengeScope } from "./passkey-challenge.ts";
import { getRelyingParty } from "./relying-party.ts";
import { findHandleOwner } from "./user-handle.ts";

/** What to ask an authenticator for; of `userId`'s passkeys, or of any it has for us. */
export async function offerAssertion(
  context: AppContext,
  scope: ChallengeScope,
  userId?: string,
): Promise<AssertionOptions> {
  const settings = context.get("settings");
  const { database } = context.get("postgres");
  const known = userId === undefined ? [] : await listPasskeysOf(database, userId);
  const { id: rpId } = getRelyingParty(settings);
  const options = await generateAuthenticationOptions({
    rpID: rpId,
    challenge: makeChallenge(settings, scope, new Date()),
    timeout: challengeLifeMs,
    userVerification: "required",
  });
  const allowCredentials = known.map(({ credentialId, transports }) => ({
    id: credentialId,
    type: "public-key" as const,
    transports,
  }));
  const { challenge } = options;
  return { challenge, timeout: challengeLifeMs, rpId, allowCredentials, userVerification: "required" };
}

/**
 * Whose passkey signed; undefined for every reason not to believe it, all of them alike. The signature comes first, then
 * the challenge is spent and the counter moved, each by one statement: of a replay at the same moment one gets through.
 */
export async function takeAssertion(
  context: AppContext,
  scope: ChallengeScope,
  assertion: Assertion,
  expectedUserId?: string,
): Promise<string | undefined> {
  const { database } = context.get("postgres");
  const passkey = await findPasskey(database, assertion.id);
  if (passkey === undefined || !isOwnedBy(passkey, assertion, expectedUserId)) return undefined;
  const verified = await verify(context, scope, assertion, passkey);
  if (verified === undefined) return undefined;
  const { challenge, newCounter: counter, credentialBackedUp: isBackedUp } = verified;
  if (!(await spendChallenge(database, challenge))) return undefined;
  const use = { id: passkey.id, counter, isBackedUp, at: new Date() };
  return (await recordPasskeyUse(database, use)) ? passkey.userId : undefined;
}

/** An authenticator that was asked for nobody in particular says whose passkey it used. */
function isOwnedBy(
  passkey: PasskeyRow,
  { response }: Assertion,
  expectedUserId: string | undefined,
): boolean {
  const named = response.userHandle ?? undefined;
  if (named !== undefined && findHandleOwner(named) !== passkey.userId) return false;
  return expectedUserId === undefined ? named !== undefined : passkey.userId === expectedUserId;
}

async function verify(context: AppContext, scope: ChallengeScope, assertion: Assertion, passkey: PasskeyRow) {
  const settings = context.get("settings");
  const { id: expectedRPID, origin: expectedOrigin } = getRelyingParty(settings);
  let challenge: { challengeHash: string; expiresAt: Date } | undefined;
  const { userHandle, ...response } = assertion.response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...assertion,
        response: { ...response, ...(typeof userHandle === "string" ? { userHandle } : {}) },
      },
      expectedChallenge: (text) => {
        const expiresAt = findChallengeEnd(settings, scope, text, new Date());
        if (expiresAt === undefined) return false;
        challenge = { challengeHash: createHash("sha256").update(text).digest("hex"), expiresAt };
        return true;
      },
      expectedOrigin,
      expectedRPID,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(base64url.decode(passkey.publicKey)),
        counter: passkey.counter,
      },
    });
    return verified && challenge !== undefined ? { ...authenticationInfo, challenge } : undefined;
  } catch (error) {
    // The library refuses by throwing. A counter that went back is what a copied authenticator looks like: worth knowing.
    if (error instanceof Error && error.message.startsWith("Response counter value")) {
      const { userId, id } = passkey;
      await auditAccount(context, {
        actorId: null,
        userId,
        action: "passkey.counter-went-back",
        details: { id },
      });
    }
    return undefined;
  }
}
