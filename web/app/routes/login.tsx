import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";

import { listProviders } from "../../../contract/http/identities.ts";
import { CodeStep } from "../account/code-step.tsx";
import { PasswordStep } from "../account/password-step.tsx";
import { findPendingSignIn } from "../account/pending-sign-in.server.ts";
import { continueSignIn } from "../account/sign-in-forms.server.ts";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { findOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.access.login.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const profile = await findOwnProfile(api);
  if (profile) throw redirect(readReturnTo(new URL(request.url).searchParams.get("to")));
  const providers = await attempt(api.call(listProviders, {}));
  // Whoever vouches is a convenience: without the list the password still opens.
  return { providers: providers.ok ? providers.value : [], pending: findPendingSignIn(request) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const { step, status } = await continueSignIn(api, await request.formData(), context);
  return data(step, { status });
}

export default function Login() {
  const { access, providers: words } = useMessages();
  const [params] = useSearchParams();
  const to = readReturnTo(params.get("to"));
  const { providers, pending } = useLoaderData<typeof loader>();
  const at = useActionData<typeof action>() ?? pending;
  if (at?.step === "code") {
    return <CodeStep to={to} mfaToken={at.mfaToken} methods={at.methods} problem={at.problem} />;
  }
  const notes = new Map(Object.entries(access.login.notes));
  return (
    <PasswordStep
      to={to}
      problem={at?.problem}
      note={notes.get(params.get("done") ?? "")}
      providers={providers}
      providerProblem={words.problems[params.get("problem") ?? ""]}
    />
  );
}
