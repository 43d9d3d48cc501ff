import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";

import { listIdentities, listProviders } from "../../../contract/http/identities.ts";
import { readSecondFactors } from "../../../contract/http/second-factors.ts";
import { listSignIns } from "../../../contract/http/sessions.ts";
import { AccountPage } from "../account/account-page.tsx";
import { factorForms } from "../account/factor-forms.server.ts";
import { identityForms } from "../account/identity-forms.server.ts";
import { IdentitySection } from "../account/identity-section.tsx";
import { PasskeySection } from "../account/passkey-section.tsx";
import { PasswordSection } from "../account/password-section.tsx";
import { RecoveryCodes } from "../account/recovery-codes.tsx";
import { RecoverySection } from "../account/recovery-section.tsx";
import { securityForms } from "../account/security-forms.server.ts";
import { SignInSection } from "../account/sign-in-section.tsx";
import { TotpSection } from "../account/totp-section.tsx";
import { useLatest } from "../account/use-latest.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.security.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const { email } = await requireOwnProfile(api, request);
  const [providers, identities, factors, signIns] = await Promise.all([
    requireAnswer(api.call(listProviders, {})),
    requireAnswer(api.call(listIdentities, {})),
    requireAnswer(api.call(readSecondFactors, {})),
    requireAnswer(api.call(listSignIns, {})),
  ]);
  const providerProblem = new URL(request.url).searchParams.get("problem");
  return { email, factors, signIns, providers, identities, providerProblem };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, { ...securityForms(api), ...factorForms(api), ...identityForms(api, context) });
}

type Outcome = ReturnType<typeof useActionData<typeof action>>;

export default function AccountSecurity() {
  const { factors: words, providers, security } = useMessages();
  const { email, factors, signIns, ...elsewhere } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const begun = outcome?.ok && outcome.intent === "enroll-totp" ? outcome.value : undefined;
  // A refused code must not take the picture away that it came from; anything else ends the setting up.
  const latest = useLatest(begun);
  const enrollment = begun ?? (outcome?.intent === "confirm-totp" ? latest : undefined);
  const codes = findCodes(outcome);
  const problem = (intent: string) => findProblem(outcome, intent);
  const said = { ...security.said, ...words.said, ...providers.said };
  return (
    <AccountPage title={security.title} detail={security.detail} outcome={outcome} said={said}>
      {codes ? <RecoveryCodes codes={codes} /> : null}
      <PasswordSection
        key={outcome?.ok ? "saved" : "open"}
        email={email}
        problem={problem("change-password")}
      />
      <PasskeySection
        passkeys={factors.passkeys}
        problems={{
          add: problem("add-passkey"),
          rename: problem("rename-passkey"),
          remove: problem("remove-passkey"),
        }}
      />
      <TotpSection
        isOn={factors.totp}
        enrollment={enrollment}
        problems={{
          enroll: problem("enroll-totp"),
          confirm: problem("confirm-totp"),
          disable: problem("disable-totp"),
        }}
      />
      {factors.totp || factors.passkeys.length > 0 ? (
        <RecoverySection left={factors.recoveryCodesLeft} problem={problem("renew-codes")} />
      ) : null}
      <IdentitySection {...elsewhere} problem={problem("link-identity") ?? problem("unlink-identity")} />
      <SignInSection signIns={signIns} problem={problem("end-sign-in") ?? problem("end-other-sign-ins")} />
    </AccountPage>
  );
}

/** Recovery codes that were just made, whichever form made them. */
function findCodes(outcome: Outcome): readonly string[] | undefined {
  if (!outcome?.ok) return undefined;
  switch (outcome.intent) {
    case "confirm-totp":
    case "renew-codes":
      return outcome.value.recoveryCodes;
    case "add-passkey":
      return outcome.value.recoveryCodes ?? undefined;
    default:
      return undefined;
  }
}
