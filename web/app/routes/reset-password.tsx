import type { ActionFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data } from "@remix-run/cloudflare";
import { Link, useActionData, useNavigation } from "@remix-run/react";

import { resetPassword } from "../../../contract/http/passwords.ts";
import { AuthCard, TEXT_LINK } from "../account/auth-card.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { LinkCodeInput } from "../account/link-code-input.tsx";
import { useLinkToken } from "../account/use-link-token.ts";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readPassword, readText } from "../api/form-values.ts";
import { redirectWithCookies } from "../api/redirect-with-cookies.server.ts";
import { Button } from "../components/button.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { PasswordInput } from "../components/password-input.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [
  { title: `${en.access.reset.title} · ${en.common.brand}` },
  { name: "robots", content: "noindex" },
];

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const form = await request.formData();
  const body = { token: readText(form, "token"), password: readPassword(form, "password") };
  const result = await attempt(api.call(resetPassword, { body }));
  if (result.ok) throw redirectWithCookies(context, "/login?done=password");
  return data(toFormProblem(result.refusal), { status: result.refusal.status || 503 });
}

export default function ResetPassword() {
  const { access } = useMessages();
  const words = access.reset;
  const token = useLinkToken();
  const problem = useActionData<typeof action>();
  const isPending = useNavigation().state === "submitting";
  const isDead = problem?.fields["token"] !== undefined;
  return (
    <AuthCard
      title={words.title}
      intro={words.intro}
      notice={isDead ? <DeadLink /> : <FormProblemAlert problem={problem} />}
    >
      <LinkCodeInput token={token} />
      <PasswordInput
        label={words.password}
        name="password"
        autoComplete="new-password"
        hint={access.register.passwordHint}
        error={problem?.fields["password"]}
        required
      />
      <Button type="submit" variant="primary" size="lg" wide pending={isPending}>
        {words.submit}
      </Button>
    </AuthCard>
  );
}

function DeadLink() {
  const { access } = useMessages();
  return (
    <FormAlert>
      {access.reset.deadLink}{" "}
      <Link to="/forgot-password" className={TEXT_LINK}>
        {access.reset.newLink}
      </Link>
    </FormAlert>
  );
}
