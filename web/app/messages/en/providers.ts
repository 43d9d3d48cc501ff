import type { ProviderId, ProviderProblem } from "../../../../contract/http/identities.ts";

const problems: Readonly<Record<ProviderProblem, string>> = {
  provider_cancelled: "You stopped over there, so nothing happened. Try again, or choose another way.",
  provider_expired: "That took too long or began in another browser. Try again.",
  provider_failed: "We could not make sense of the answer. Try again, or choose another way.",
  provider_email_unverified:
    "The address of that account is not confirmed there. Confirm it, then try again.",
  provider_account_exists:
    "There is an account here with that e-mail. Sign in to it first, then link the two on its security page.",
  provider_identity_taken: "That account already opens another account here. Unlink it there first.",
};

/** Signing in with an account elsewhere. */
export const providers = {
  names: { google: "Google", apple: "Apple" } satisfies Readonly<Record<ProviderId, string>>,
  continueWith: (name: string) => `Continue with ${name}`,
  problems: problems as Readonly<Record<string, string | undefined>>,
  title: "Linked accounts",
  detail: "Accounts elsewhere that open this one.",
  link: "Link",
  linkLabel: (name: string) => `Link ${name}`,
  linked: "Linked",
  notLinked: "Not linked",
  unlink: "Unlink",
  unlinkLabel: (name: string) => `Unlink ${name}`,
  unlinkQuestion: (name: string) => `Unlink ${name}?`,
  unlinkBody: "It will no longer open your account. You can link it again at any time.",
  lastWayIn: "Nothing else would open your account. Choose a password first, by “Forgot your password?”.",
  said: { "unlink-identity": "Unlinked." } as Readonly<Record<string, string | undefined>>,
};
