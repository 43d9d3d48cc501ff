import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";

import { listSignIns } from "../../../contract/http/sessions.ts";
import { AccountPage } from "../account/account-page.tsx";
import { PasswordSection } from "../account/password-section.tsx";
import { securityForms } from "../account/security-forms.server.ts";
import { SignInSection } from "../account/sign-in-section.tsx";
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
  return { email, signIns: await requireAnswer(api.call(listSignIns, {})) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  return handleForm(request, securityForms(createApi({ request, context })));
}

export default function AccountSecurity() {
  const { security } = useMessages();
  const { email, signIns } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <AccountPage title={security.title} detail={security.detail} outcome={outcome} said={security.said}>
      <PasswordSection
        key={outcome?.ok ? "saved" : "open"}
        email={email}
        problem={findProblem(outcome, "change-password")}
      />
      <SignInSection
        signIns={signIns}
        problem={findProblem(outcome, "end-sign-in") ?? findProblem(outcome, "end-other-sign-ins")}
      />
    </AccountPage>
  );
}
