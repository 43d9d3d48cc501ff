import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { Link, useActionData, useNavigation, useSearchParams } from "@remix-run/react";

import { login } from "../../../contract/http/accounts.ts";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readText } from "../api/form-values.ts";
import { redirectWithCookies } from "../api/redirect-with-cookies.server.ts";
import { findOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { AuthCard } from "../account/auth-card.tsx";
import { Button } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.account.login.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const profile = await findOwnProfile(createApi({ request, context }));
  if (profile) throw redirect(readReturnTo(new URL(request.url).searchParams.get("to")));
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const form = await request.formData();
  const password = form.get("password");
  const result = await attempt(
    api.call(login, {
      body: { email: readText(form, "email"), password: typeof password === "string" ? password : "" },
    }),
  );
  if (result.ok) throw redirectWithCookies(context, readReturnTo(form.get("to")));
  return data(toFormProblem(result.refusal), { status: result.refusal.status });
}

export default function Login() {
  const { account, common } = useMessages();
  const [params] = useSearchParams();
  const to = readReturnTo(params.get("to"));
  const problem = useActionData<typeof action>();
  const isPending = useNavigation().state === "submitting";
  const message =
    problem?.code === "invalid_credentials" || problem?.code === "validation_failed"
      ? account.login.failed
      : problem?.code === "rate_limited"
        ? account.login.limited
        : problem?.message;
  return (
    <AuthCard
      title={account.login.title}
      problem={message}
      footer={
        <>
          {account.login.noAccount}{" "}
          <Link
            to={`/register?to=${encodeURIComponent(to)}`}
            className="font-semibold text-text underline underline-offset-4"
          >
            {common.nav.register}
          </Link>
        </>
      }
    >
      <input type="hidden" name="to" value={to} />
      <Input
        label={account.login.email}
        name="email"
        type="email"
        autoComplete="username"
        required
        autoFocus
      />
      <Input
        label={account.login.password}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <Button type="submit" variant="primary" size="lg" wide pending={isPending}>
        {account.login.submit}
      </Button>
    </AuthCard>
  );
}
