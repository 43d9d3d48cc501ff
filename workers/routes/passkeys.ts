import {
  createPasskey,
  deletePasskey,
  listPasskeys,
  renamePasskey,
  signInWithPasskey,
  startPasskey,
  startPasskeySignIn,
} from "../../contract/http/passkeys.ts";
import {
  createPasskeyRow,
  deletePasskeyOf,
  listPasskeysOf,
  passkeysPerUserMax,
  renamePasskeyOf,
} from "../../db/queries/passkeys.ts";
import { forgetFactorsWithoutAny, readFactors, recordProof } from "../../db/queries/second-factors.ts";
import { findUser } from "../../db/queries/users.ts";
import { must } from "../../domain/result.ts";
import { finishSignIn, requireFinished, wrongCredentials } from "../accounts/finish-sign-in.ts";
import { issueRecoveryCodes } from "../accounts/issue-recovery-codes.ts";
import { noteFactorChange } from "../accounts/note-factor-change.ts";
import { offerAssertion, takeAssertion } from "../accounts/passkey-assertion.ts";
import { offerRegistration, takeRegistration } from "../accounts/passkey-registration.ts";
import type { SignedIn } from "../environment.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { refuseForeignPage } from "../middleware/foreign-page.ts";
import { Problem, invalid, notFound } from "../middleware/problem.ts";
import { toPasskey } from "./passkey-view.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

/** A challenge of one sign-in makes no passkey in another. */
const registrationScope = ({ userId, sessionId }: SignedIn) =>
  ({ purpose: "register", subject: `${userId}:${sessionId}` }) as const;
const signInScope = { purpose: "sign-in", subject: "" } as const;

const tooMany = (): Problem =>
  new Problem("conflict", `An account has at most ${passkeysPerUserMax} passkeys. Take one away first.`);

export function mountPasskeys(parts: Interface): void {
  mount(parts, listPasskeys, async (context) => {
    const { userId } = requireSignedIn(context);
    return { data: (await listPasskeysOf(context.get("postgres").database, userId)).map(toPasskey) };
  });
  mountRegistration(parts);
  mount(parts, renamePasskey, async (context, { params, body }) => {
    const { userId } = requireSignedIn(context);
    const change = { id: params.id, userId, name: body.name };
    const renamed = await renamePasskeyOf(context.get("postgres").database, change);
    if (renamed === undefined) throw notFound("passkey");
    return { data: toPasskey(renamed) };
  });
  mount(parts, deletePasskey, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const postgres = context.get("postgres");
    const gone = await deletePasskeyOf(postgres, { id: params.id, userId });
    if (!gone.ok) {
      if (gone.refusal === "unknown") throw notFound("passkey");
      throw new Problem("last_way_in", "Nothing else would open your account. Choose a password first.");
    }
    await forgetFactorsWithoutAny(postgres.database, userId);
    const { id, name } = gone.value;
    const subject = "A passkey was taken off your account";
    await noteFactorChange(context, userId, { action: "passkey.removed", subject, details: { id, name } });
    return { data: null };
  });
  mountPasskeySignIn(parts);
}

function mountRegistration(parts: Interface): void {
  mount(parts, startPasskey, async (context) => {
    const caller = requireSignedIn(context);
    const { database } = context.get("postgres");
    const user = must(await findUser(database, caller.userId), "a live session has its user");
    const known = await listPasskeysOf(database, user.id);
    if (known.length >= passkeysPerUserMax) throw tooMany();
    return { data: await offerRegistration(context, registrationScope(caller), { user, known }) };
  });
  mount(parts, createPasskey, async (context, { body }) => {
    const caller = requireSignedIn(context);
    const { userId, sessionId } = caller;
    const { database } = context.get("postgres");
    const before = await readFactors(database, userId);
    if ((await listPasskeysOf(database, userId)).length >= passkeysPerUserMax) throw tooMany();
    const taken = await takeRegistration(context, registrationScope(caller), body.passkey);
    if (taken === undefined) throw invalid("passkey", "not_verified", "could not be verified: start again");
    const created = await createPasskeyRow(database, { ...taken, userId, name: body.name });
    if (created === undefined) throw new Problem("conflict", "This passkey is in use already.");
    await recordProof(database, sessionId, { secondFactorAt: new Date() });
    const recoveryCodes = before.recoveryCodesLeft > 0 ? null : await issueRecoveryCodes(context, userId);
    const { id, name } = created;
    const subject = "A passkey was added to your account";
    await noteFactorChange(context, userId, { action: "passkey.added", subject, details: { id, name } });
    return { data: { passkey: toPasskey(created), recoveryCodes } };
  });
}

function mountPasskeySignIn(parts: Interface): void {
  const options = { ignoresSignIn: true } as const;
  mount(
    parts,
    startPasskeySignIn,
    async (context) => {
      return { data: await offerAssertion(context, signInScope) };
    },
    options,
  );
  mount(
    parts,
    signInWithPasskey,
    async (context, { body }) => {
      refuseForeignPage(context);
      const userId = await takeAssertion(context, signInScope, body.passkey);
      if (userId === undefined) throw wrongCredentials();
      const user = await findUser(context.get("postgres").database, userId);
      if (user === undefined) throw wrongCredentials();
      return { data: requireFinished(await finishSignIn(context, user, "passkey")) };
    },
    options,
  );
}
