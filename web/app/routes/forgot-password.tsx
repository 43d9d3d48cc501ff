import type { ActionFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data } from "@remix-run/cloudflare";
import { Link, useActionData, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { forgotPassword } from "../../../contract/http/passwords.ts";
import { AuthCard, AuthColumn, TEXT_LINK } from "../account/auth-card.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readText } from "../api/form-values.ts";
import { Button } from "../components/button.tsx";
import { FormNote } from "../components/form-alert.tsx";
import { Input } from "../components/input.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.access.forgot.title} · ${en.common.brand}` }];

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const email = readText(await request.formData(), "email");
  const result = await attempt(api.call(forgotPassword, { body: { email } }));
  if (result.ok) return { sentTo: email };
  return data({ problem: toFormProblem(result.refusal) }, { status: result.refusal.status || 503 });
}

export default function ForgotPassword() {
  const { access } = useMessages();
  const words = access.forgot;
  const answer = useActionData<typeof action>();
  const isPending = useNavigation().state === "submitting";
  if (answer && "sentTo" in answer) return <Sent email={answer.sentTo} />;
  return (
    <AuthCard
      title={words.title}
      intro={words.intro}
      notice={<FormProblemAlert problem={answer?.problem} />}
      footer={
        <Link to="/login" className={TEXT_LINK}>
          {words.back}
        </Link>
      }
    >
      <Input
        label={access.login.email}
        name="email"
        type="email"
        autoComplete="username"
        error={answer?.problem.fields["email"]}
        required
        autoFocus
      />
      <Button type="submit" variant="primary" size="lg" wide pending={isPending}>
        {words.submit}
      </Button>
    </AuthCard>
  );
}

/** Says the same whether or not there is such an account: that is not a stranger's to know. */
function Sent({ email }: { email: string }) {
  const { access } = useMessages();
  const words = access.forgot;
  const again = useRef<HTMLAnchorElement>(null);
  // The button that was pressed is gone.
  useEffect(() => again.current?.focus(), []);
  return (
    <AuthColumn
      title={words.sentTitle}
      footer={
        <>
          {words.nothing}{" "}
          <Link ref={again} to="/forgot-password" className={TEXT_LINK}>
            {words.again}
          </Link>
          .
        </>
      }
    >
      <FormNote>{words.sent(email)}</FormNote>
    </AuthColumn>
  );
}
