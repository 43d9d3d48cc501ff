import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data, redirect } from "@remix-run/cloudflare";
import { Link, useActionData, useNavigation, useSearchParams } from "@remix-run/react";

import { register } from "../../../contract/http/accounts.ts";
import { AuthCard, TEXT_LINK } from "../account/auth-card.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readPassword, readText } from "../api/form-values.ts";
import { redirectWithCookies } from "../api/redirect-with-cookies.server.ts";
import { findOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { Button } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { PasswordInput } from "../components/password-input.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.access.register.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const profile = await findOwnProfile(createApi({ request, context }));
  if (profile) throw redirect(readReturnTo(new URL(request.url).searchParams.get("to")));
  return null;
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const form = await request.formData();
  const result = await attempt(
    api.call(register, {
      body: {
        email: readText(form, "email"),
        displayName: readText(form, "displayName"),
        password: readPassword(form, "password"),
      },
    }),
  );
  if (!result.ok) return data(toFormProblem(result.refusal), { status: result.refusal.status });
  // A new person's next thing is what they still need before a bid; then back to where they came from.
  const to = readReturnTo(form.get("to"));
  throw redirectWithCookies(
    context,
    to === "/" ? "/account/payment" : `/account/payment?to=${encodeURIComponent(to)}`,
  );
}

export default function Register() {
  const { access, common } = useMessages();
  const [params] = useSearchParams();
  const to = readReturnTo(params.get("to"));
  const problem = useActionData<typeof action>();
  const isPending = useNavigation().state === "submitting";
  const fields = problem?.fields ?? {};
  const isTaken = problem?.code === "email_taken";
  return (
    <AuthCard
      title={access.register.title}
      notice={isTaken ? null : <FormProblemAlert problem={problem} />}
      footer={
        <>
          {access.register.haveAccount}{" "}
          <Link to={`/login?to=${encodeURIComponent(to)}`} className={TEXT_LINK}>
            {common.nav.signIn}
          </Link>
        </>
      }
    >
      <input type="hidden" name="to" value={to} />
      <Input
        label={access.register.name}
        name="displayName"
        autoComplete="nickname"
        hint={access.register.nameHint}
        error={fields["displayName"]}
        maxLength={60}
        required
      />
      <Input
        label={access.register.email}
        name="email"
        type="email"
        autoComplete="username"
        error={isTaken ? access.register.emailTaken : fields["email"]}
        required
      />
      <PasswordInput
        label={access.register.password}
        name="password"
        autoComplete="new-password"
        hint={access.register.passwordHint}
        error={fields["password"]}
        required
      />
      <Button type="submit" variant="primary" size="lg" wide pending={isPending}>
        {access.register.submit}
      </Button>
    </AuthCard>
  );
}
