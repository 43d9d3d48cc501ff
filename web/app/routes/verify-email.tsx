import type { ActionFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data } from "@remix-run/cloudflare";
import { Form, useActionData, useNavigation, useRouteLoaderData, useSubmit } from "@remix-run/react";
import { useEffect, useRef } from "react";

import { verifyEmail } from "../../../contract/http/email.ts";
import { AuthColumn } from "../account/auth-card.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { LinkCodeInput } from "../account/link-code-input.tsx";
import { useLinkToken } from "../account/use-link-token.ts";
import { createApi } from "../api/api.server.ts";
import { attempt } from "../api/attempt.ts";
import { toFormProblem } from "../api/form-problem.ts";
import { readText } from "../api/form-values.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { FormAlert, FormNote } from "../components/form-alert.tsx";
import { Spinner } from "../components/spinner.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import type { loader as rootLoader } from "../root.tsx";

export const meta: MetaFunction = () => [
  { title: `${en.access.verify.title} · ${en.common.brand}` },
  { name: "robots", content: "noindex" },
];

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const token = readText(await request.formData(), "token");
  const result = await attempt(api.call(verifyEmail, { body: { token } }));
  if (result.ok) return { ok: true as const };
  const problem = toFormProblem(result.refusal);
  return data({ ok: false as const, problem }, { status: result.refusal.status || 503 });
}

export default function VerifyEmail() {
  const { access } = useMessages();
  const words = access.verify;
  const token = useLinkToken();
  const answer = useActionData<typeof action>();
  useTokenOnce(token);
  if (answer?.ok) return <Confirmed />;
  const problem = answer?.problem;
  const isDead = problem?.fields["token"] !== undefined;
  return (
    <AuthColumn title={isDead && token ? words.failedTitle : words.title}>
      <div className="grid gap-5">
        {token === null || answer ? null : (
          <p role="status" className="flex min-h-11 items-center gap-3 noscript:hidden">
            <Spinner /> {words.checking}
          </p>
        )}
        {isDead ? <FormAlert>{words.failed}</FormAlert> : <FormProblemAlert problem={problem} />}
        {token ? null : <CodeForm isWanted={token === null} />}
        {isDead ? (
          <ButtonLink to="/account" size="lg" wide>
            {words.toAccount}
          </ButtonLink>
        ) : null}
      </div>
    </AuthColumn>
  );
}

/** For where no script could read the link: the code is pasted instead. */
function CodeForm({ isWanted }: { isWanted: boolean }) {
  const { access } = useMessages();
  const isPending = useNavigation().state !== "idle";
  return (
    <Form method="post" className={isWanted ? "grid gap-5" : "hidden gap-5 noscript:grid"}>
      <p className="text-muted">{access.verify.intro}</p>
      <LinkCodeInput token={isWanted ? null : undefined} />
      <Button type="submit" variant="primary" size="lg" wide pending={isPending}>
        {access.verify.submit}
      </Button>
    </Form>
  );
}

/** Sends the token of the link, once: it works once. */
function useTokenOnce(token: string | null | undefined): void {
  const submit = useSubmit();
  const sent = useRef<string>();
  useEffect(() => {
    if (!token || sent.current === token) return;
    sent.current = token;
    submit({ token }, { method: "post", action: "/account/verify-email", replace: true });
  }, [submit, token]);
}

function Confirmed() {
  const { access } = useMessages();
  const words = access.verify;
  const isSignedIn = useRouteLoaderData<typeof rootLoader>("root")?.account !== undefined;
  return (
    <AuthColumn title={words.doneTitle}>
      <div className="grid gap-5">
        <FormNote>{words.done}</FormNote>
        <ButtonLink to={isSignedIn ? "/account" : "/"} variant="primary" size="lg" wide>
          {isSignedIn ? words.toAccount : words.toLive}
        </ButtonLink>
      </div>
    </AuthColumn>
  );
}
