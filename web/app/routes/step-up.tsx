import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, Link, useActionData, useLoaderData, useNavigation } from "@remix-run/react";

import { readSecondFactors } from "../../../contract/http/second-factors.ts";
import { AuthColumn, TEXT_LINK } from "../account/auth-card.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { stepUpForms } from "../account/step-up-forms.server.ts";
import { StepUpFields } from "../account/step-up-fields.tsx";
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
  const { totp, recoveryCodesLeft, passkeys } = await requireAnswer(api.call(readSecondFactors, {}));
  const methods = [
    ...(totp ? ["totp"] : []),
    ...(recoveryCodesLeft > 0 ? ["recovery"] : []),
    ...(passkeys.length > 0 ? ["passkey"] : totp ? [] : ["password"]),
  ];
  return { methods, to: readReturnTo(new URL(request.url).searchParams.get("to")) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  return handleForm(request, stepUpForms(createApi({ request, context })));
}

/** The dialog's questions as a page, for browsers without scripts. With them the dialog is all anybody sees. */
export default function StepUp() {
  const { common, factors } = useMessages();
  const words = factors.stepUp;
  const { methods, to } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isPending = useNavigation().state === "submitting";
  const back = (
    <Link to={to} className={TEXT_LINK}>
      {common.back}
    </Link>
  );
  return (
    <AuthColumn title={words.title} intro={words.body} footer={back}>
      <div className="grid gap-5">
        {outcome?.ok ? <FormNote>{words.done}</FormNote> : null}
        <FormProblemAlert
          problem={outcome && !outcome.ok ? outcome.problem : undefined}
          said={{ invalid_credentials: words.wrong }}
        />
        {outcome?.ok ? null : (
          <StepUpFields
            // Without scripts no passkey can be asked.
            methods={methods.filter((method) => method !== "passkey")}
            pending={isPending}
            isAskingPasskey={false}
            onPasskey={() => {}}
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
