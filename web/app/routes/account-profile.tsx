import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";

import { AccountPage } from "../account/account-page.tsx";
import { AvatarSection } from "../account/avatar-section.tsx";
import { EmailSection } from "../account/email-section.tsx";
import { profileForms } from "../account/profile-forms.server.ts";
import { ProfileSection } from "../account/profile-section.tsx";
import { createApi } from "../api/api.server.ts";
import { findProblem } from "../api/form-outcome.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.account.profile.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { profile: await requireOwnProfile(createApi({ request, context }), request) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  return handleForm(request, profileForms(createApi({ request, context })));
}

export default function AccountProfile() {
  const { account } = useMessages();
  const { profile } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <AccountPage
      title={account.profile.title}
      detail={account.profile.detail}
      outcome={outcome}
      said={account.profile.said}
    >
      <AvatarSection
        key={profile.avatarUrl}
        name={profile.displayName}
        imageUrl={profile.avatarUrl}
        problem={findProblem(outcome, "save-avatar") ?? findProblem(outcome, "remove-avatar")}
      />
      <ProfileSection profile={profile} problem={findProblem(outcome, "save-profile")} />
      <EmailSection
        email={profile.email}
        isVerified={profile.emailVerified}
        sentTo={outcome?.ok && outcome.intent === "change-email" ? outcome.value : undefined}
        problem={findProblem(outcome, "change-email")}
      />
    </AccountPage>
  );
}
