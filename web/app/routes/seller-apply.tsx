import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { v7 } from "uuid";

import { applyToSell, readOwnApplication } from "../../../contract/http/seller-applications.ts";
import { hasPermission } from "../../../domain/access/permissions.ts";
import { AccountPage } from "../account/account-page.tsx";
import { VerifyBanner } from "../account/verify-banner.tsx";
import { createApi } from "../api/api.server.ts";
import type { PageApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { Section } from "../components/card.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { ApplicationForm } from "../seller/application-form.tsx";
import { ApplicationState } from "../seller/application-state.tsx";

export const meta: MetaFunction = () => [{ title: `${en.trust.apply.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const { role, email, emailVerified } = await requireOwnProfile(api, request);
  const found = await attempt(api.call(readOwnApplication, {}));
  if (!found.ok && found.refusal.code !== "not_found")
    throw Response.json({ requestId: found.refusal.requestId }, { status: found.refusal.status || 503 });
  return {
    application: found.ok ? found.value : undefined,
    canSell: hasPermission(role, "products.manage-own"),
    email,
    emailVerified,
    formKey: v7(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, { apply: (form) => apply(api, form) });
}

const apply = (api: PageApi, form: FormData) =>
  api.call(applyToSell, {
    body: {
      shopName: readText(form, "shopName"),
      slug: readText(form, "slug").toLowerCase(),
      about: readText(form, "about"),
      goods: readText(form, "goods"),
      country: readText(form, "country"),
      // An empty box is the interface's to refuse, with its own sentence.
      agreesToPolicies: (readText(form, "agrees") === "yes") as true,
    },
    ...readKey(form),
  });

export default function ApplyToSell() {
  const words = useMessages().trust.apply;
  const { application, canSell, email, emailVerified, formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const mayAsk = !canSell && application?.status !== "pending" && application?.status !== "approved";
  return (
    <div className="mx-auto grid w-full max-w-3xl gap-6 px-4 py-8 md:py-12">
      <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
        {application ? <ApplicationState application={application} /> : null}
        {mayAsk && !emailVerified ? <VerifyBanner email={email} /> : null}
        {mayAsk ? (
          <Section title={application ? words.again : words.form}>
            <ApplicationForm
              earlier={application}
              problem={findProblem(outcome, "apply")}
              formKey={formKey}
            />
          </Section>
        ) : null}
      </AccountPage>
    </div>
  );
}
