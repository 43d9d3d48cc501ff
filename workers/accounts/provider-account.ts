import type { ProviderProblem } from "../../contract/http/identities.ts";
import { displayName } from "../../contract/http/common.ts";
import { createIdentity, findIdentityOwner } from "../../db/queries/identities.ts";
import { findLiveSession } from "../../db/queries/sessions.ts";
import { createUser, findUser, findUserForLogin } from "../../db/queries/users.ts";
import type { User } from "../../db/queries/users.ts";
import { accept, must, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import type { AppContext } from "../environment.ts";
import { auditAccount } from "../routes/account-audit.ts";
import type { ProviderClaims } from "./provider-answer.ts";
import type { ProviderFlow } from "./provider-flow.ts";

type Outcome = Result<User, ProviderProblem>;

/**
 * The account an identity opens. Known identities open theirs. A new one joins the account with its e-mail address only if
 * both sides know the mailbox to be that person's: whoever once typed somebody else's address into either must not get
 * into, or be got into by, that somebody's account. An address nobody has becomes a new account, without a password.
 */
export async function findOrOpenAccount(
  context: AppContext,
  flow: ProviderFlow,
  claims: ProviderClaims,
): Promise<Outcome> {
  const { database } = context.get("postgres");
  const ownerId = await findIdentityOwner(database, claims);
  if (ownerId !== undefined) {
    const owner = await findUser(database, ownerId);
    // The account was deleted: its identity goes with it, and until then opens nothing.
    return owner === undefined ? refuse("provider_failed") : accept(owner);
  }
  const { email } = claims;
  if (email === null || !claims.isEmailVerified) return refuse("provider_email_unverified");
  const joined = await joinKnown(context, flow, claims, email);
  if (joined !== undefined) return joined;
  const opened = await createUser(database, {
    email,
    passwordHash: null,
    displayName: computeDisplayName(claims.name, email),
    emailVerifiedAt: new Date(),
  });
  // Somebody was faster with the same address: a second tab of theirs, most likely.
  if (!opened.ok) {
    return (await joinKnown(context, flow, claims, email)) ?? refuse("provider_account_exists");
  }
  const { provider } = flow;
  await auditAccount(context, { actorId: opened.value.id, action: "user.registered", details: { provider } });
  return attach(context, flow, claims, opened.value);
}

/** Joins the account with an address, if there is one and its mailbox is known to be its owner's. */
async function joinKnown(
  context: AppContext,
  flow: ProviderFlow,
  claims: ProviderClaims,
  email: string,
): Promise<Outcome | undefined> {
  const known = (await findUserForLogin(context.get("postgres").database, email))?.user;
  if (known === undefined) return undefined;
  if (known.emailVerifiedAt === null) return refuse("provider_account_exists");
  return attach(context, flow, claims, known);
}

/** Links an identity to the account that asked for it, if whoever asked is still signed in. */
export async function linkAccount(
  context: AppContext,
  flow: ProviderFlow,
  claims: ProviderClaims,
): Promise<Outcome> {
  const { userId, sessionId } = must(flow.link, "the try is to link");
  const { database } = context.get("postgres");
  // Not from a cookie of this request: a form posted across sites comes without.
  const live = await findLiveSession(database, sessionId, new Date());
  const user = live?.userId === userId ? await findUser(database, userId) : undefined;
  if (user === undefined) return refuse("provider_expired");
  return attach(context, flow, claims, user);
}

async function attach(
  context: AppContext,
  { provider }: ProviderFlow,
  { issuer, subject, email }: ProviderClaims,
  user: User,
): Promise<Outcome> {
  const identity = { userId: user.id, provider, issuer, subject, email };
  const kept = await createIdentity(context.get("postgres").database, identity);
  if (kept.ownerId !== user.id) return refuse("provider_identity_taken");
  if (kept.isNew) {
    const event = { actorId: user.id, action: "identity.linked", details: { provider } };
    await auditAccount(context, event);
  }
  return accept(user);
}

/** What the provider calls them, or their mailbox; either must be a name of ours. */
function computeDisplayName(name: string | null, email: string): string {
  for (const candidate of [name ?? "", email.split("@")[0] ?? ""]) {
    const parsed = displayName.safeParse(candidate.slice(0, 60));
    if (parsed.success) return parsed.data;
  }
  return "Guest";
}
