import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";

import { readSecondFactors } from "../../../contract/http/second-factors.ts";
import { AccountPage } from "../account/account-page.tsx";
import { dataForms } from "../account/data-forms.server.ts";
import { DeleteSection } from "../account/delete-section.tsx";
import { ExportSection } from "../account/export-section.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.data.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const { email } = await requireOwnProfile(api, request);
  const { proof } = await requireAnswer(api.call(readSecondFactors, {}));
  return { email, proof, hasFailed: new URL(request.url).searchParams.has("problem") };
}

export async function action({ request, context }: ActionFunctionArgs) {
  return handleForm(request, dataForms(createApi({ request, context }), context));
}

export default function AccountData() {
  const { data } = useMessages();
  const { email, proof, hasFailed } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <AccountPage title={data.title} detail={data.detail} outcome={outcome}>
      <ExportSection hasFailed={hasFailed} proof={proof} />
      <DeleteSection email={email} problem={findProblem(outcome, "delete-account")} />
    </AccountPage>
  );
}
