import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Outlet, useLoaderData } from "@remix-run/react";

import { resendEmail } from "../../../contract/http/email.ts";
import { AccountFrame } from "../account/account-frame.tsx";
import { VerifyBanner } from "../account/verify-banner.tsx";
import { createApi } from "../api/api.server.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { email, emailVerified } = await requireOwnProfile(createApi({ request, context }), request);
  return { email, emailVerified };
}

/** The banner's form: it stands above every part of the account. */
export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, {
    "resend-email": async () => {
      const { email } = await requireOwnProfile(api, request);
      return api.call(resendEmail, { body: { email } });
    },
  });
}

export default function Account() {
  const { email, emailVerified } = useLoaderData<typeof loader>();
  return (
    <AccountFrame>
      {emailVerified ? null : <VerifyBanner email={email} />}
      <Outlet />
    </AccountFrame>
  );
}
