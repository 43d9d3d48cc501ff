import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData, useNavigation, useSubmit } from "@remix-run/react";

import { listIdentities, listProviders } from "../../../contract/http/identities.ts";
import { readSecondFactors } from "../../../contract/http/second-factors.ts";
import { AuthColumn, TEXT_LINK } from "../account/auth-card.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { SignInAgain } from "../account/sign-in-again.tsx";
import { stepUpForms } from "../account/step-up-forms.server.ts";
import { StepUpFields } from "../account/step-up-fields.tsx";
import { usePasskey } from "../account/use-passkey.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { FormNote } from "../components/form-alert.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.factors.stepUp.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const [{ proof }, identities, providers] = await Promise.all([
    requireAnswer(api.call(readSecondFactors, {})),
    requireAnswer(api.call(listIdentities, {})),
    requireAnswer(api.call(listProviders, {})),
  ]);
  const linked = providers.filter(({ id }) => identities.some(({ provider }) => provider === id));
  const to = readReturnTo(new URL(request.url).searchParams.get("to"));
  return { methods: proof.methods, linked, to };
}

export async function action({ request, context }: ActionFunctionArgs) {
  return handleForm(request, stepUpForms(createApi({ request, context })));
}

/** The dialog's questions as a page: for browsers without scripts, and for who can only prove themselves elsewhere. */
export default function StepUp() {
  const { common, factors } = useMessages();
  const words = factors.stepUp;
  const { methods, linked, to } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isPending = useNavigation().state === "submitting";
  const submit = useSubmit();
  const passkey = usePasskey("step-up", (answer) =>
    submit({ intent: "prove-passkey", passkey: answer }, { method: "post" }),
  );
  const problem = passkey.problem ?? (outcome && !outcome.ok ? outcome.problem : undefined);
  const back = (
    <Link to={to} className={TEXT_LINK}>
      {common.back}
    </Link>
  );
  return (
    <AuthColumn title={words.title} intro={words.body} footer={back}>
      <div className="grid gap-5">
        {outcome?.ok ? <FormNote>{words.done}</FormNote> : null}
        <FormProblemAlert problem={problem} said={{ invalid_credentials: words.wrong }} />
        {outcome?.ok ? null : methods.length === 0 ? (
          <SignInAgain providers={linked} to={to} />
        ) : (
          <StepUpFields
            methods={methods}
            pending={isPending}
            isAskingPasskey={passkey.isAsking}
            onPasskey={() => void passkey.ask()}
            form={(fields) => (
              <Form method="post" className="grid gap-4">
                {fields}
              </Form>
            )}
          />
        )}
      </div>
    </AuthColumn>
  );
}
