import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Outlet, useLoaderData } from "@remix-run/react";

import { resendEmail } from "../../../contract/http/email.ts";
import { AccountNav } from "../account/account-nav.tsx";
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

/**
 * What all parts of an account have around them. Each of them is a page of its own. The column beside is as long as the
 * screen at least, or the footer would push the list of parts under the header.
 */
export default function Account() {
  const { email, emailVerified } = useLoaderData<typeof loader>();
  return (
    <div className="page grid content-start gap-6 lg:min-h-dvh lg:grid-cols-[13rem_minmax(0,1fr)] lg:content-stretch lg:gap-12 lg:pt-10">
      <AccountNav />
      <div className="grid w-full max-w-4xl grid-cols-[minmax(0,1fr)] content-start gap-6 pb-12">
        {emailVerified ? null : <VerifyBanner email={email} />}
        <Outlet />
      </div>
    </div>
  );
}
