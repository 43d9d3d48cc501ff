import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { Link, useActionData, useNavigation, useSearchParams } from "@remix-run/react";

import { login } from "../../../contract/http/accounts.ts";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readPassword, readText } from "../api/form-values.ts";
import { redirectWithCookies } from "../api/redirect-with-cookies.server.ts";
import { findOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { AuthCard, TEXT_LINK } from "../account/auth-card.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { Button } from "../components/button.tsx";
import { FormNote } from "../components/form-alert.tsx";
import { Input } from "../components/input.tsx";
import { PasswordInput } from "../components/password-input.tsx";
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
  const form = await request.formData();
  const result = await attempt(
    api.call(login, {
      body: { email: readText(form, "email"), password: readPassword(form, "password") },
    }),
  );
  if (result.ok) throw redirectWithCookies(context, readReturnTo(form.get("to")));
  return data(toFormProblem(result.refusal), { status: result.refusal.status });
}

export default function Login() {
  const { access, common } = useMessages();
  const [params] = useSearchParams();
  const to = readReturnTo(params.get("to"));
  const problem = useActionData<typeof action>();
  const isPending = useNavigation().state === "submitting";
  const words = access.login;
  const said = { invalid_credentials: words.failed, validation_failed: words.failed };
  return (
    <AuthCard
      title={words.title}
      notice={
        problem ? (
          <FormProblemAlert problem={problem} said={said} />
        ) : params.get("done") === "password" ? (
          <FormNote>{words.passwordChanged}</FormNote>
        ) : null
      }
      footer={
        <>
          {words.noAccount}{" "}
          <Link to={`/register?to=${encodeURIComponent(to)}`} className={TEXT_LINK}>
            {common.nav.register}
          </Link>
        </>
      }
    >
      <input type="hidden" name="to" value={to} />
      <Input label={words.email} name="email" type="email" autoComplete="username" required autoFocus />
      <div className="grid gap-2">
        <PasswordInput label={words.password} name="password" autoComplete="current-password" required />
        <Link to="/forgot-password" className="justify-self-start py-1 text-sm text-muted underline">
          {words.forgot}
        </Link>
      </div>
      <Button type="submit" variant="primary" size="lg" wide pending={isPending}>
        {words.submit}
      </Button>
    </AuthCard>
  );
}
