import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BookOpen } from "lucide-react";
import { v7 } from "uuid";

import { listApiKeys } from "../../../contract/http/api-keys.ts";
import { AccountPage } from "../account/account-page.tsx";
import { KeyForm } from "../account/key-form.tsx";
import { keyForms } from "../account/key-forms.server.ts";
import { KeyList } from "../account/key-list.tsx";
import { NewKey } from "../account/new-key.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { buttonClass } from "../components/button-class.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.keys.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const apiKeys = await requireAnswer(api.call(listApiKeys, {}));
  return { apiKeys, nowMs: Date.now(), formKey: v7() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  return handleForm(request, keyForms(createApi({ request, context })));
}

export default function AccountKeys() {
  const { keys } = useMessages();
  const { apiKeys, nowMs, formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const made = outcome?.ok && outcome.intent === "create-key" ? outcome.value : undefined;
  return (
    <AccountPage
      title={keys.title}
      detail={keys.detail}
      outcome={outcome}
      said={keys.said}
      action={
        <a href="/docs" className={buttonClass("secondary", "md")}>
          <BookOpen aria-hidden size={18} /> {keys.reference}
        </a>
      }
    >
      {made?.key ? <NewKey name={made.name} secret={made.key} /> : null}
      <KeyList apiKeys={apiKeys} nowMs={nowMs} />
      {/* A new one after each key, so that the form is empty again. */}
      <KeyForm key={made?.id} problem={findProblem(outcome, "create-key")} formKey={formKey} />
    </AccountPage>
  );
}
