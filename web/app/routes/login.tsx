import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { useActionData, useSearchParams } from "@remix-run/react";

import { CodeStep } from "../account/code-step.tsx";
import { PasswordStep } from "../account/password-step.tsx";
import { continueSignIn } from "../account/sign-in-forms.server.ts";
import { createApi } from "../api/api.server.ts";
import { findOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.access.login.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const profile = await findOwnProfile(createApi({ request, context }));
  if (profile) throw redirect(readReturnTo(new URL(request.url).searchParams.get("to")));
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const { step, status } = await continueSignIn(api, await request.formData(), context);
  return data(step, { status });
}

export default function Login() {
  const { access } = useMessages();
  const [params] = useSearchParams();
  const to = readReturnTo(params.get("to"));
  const at = useActionData<typeof action>();
  if (at?.step === "code") {
    return <CodeStep to={to} mfaToken={at.mfaToken} methods={at.methods} problem={at.problem} />;
  }
  const notes = new Map(Object.entries(access.login.notes));
  return <PasswordStep to={to} problem={at?.problem} note={notes.get(params.get("done") ?? "")} />;
}
