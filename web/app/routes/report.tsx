import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { CircleCheck } from "lucide-react";
import { v7 } from "uuid";

import { report } from "../../../contract/http/moderation.ts";
import { moderationLimits, reportReasons } from "../../../domain/trust/moderation.ts";
import { AccountPage } from "../account/account-page.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { createApi } from "../api/api.server.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Select } from "../components/select.tsx";
import { Textarea } from "../components/textarea.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [
  { title: `${en.trust.report.title} · ${en.common.brand}` },
  { name: "robots", content: "noindex" },
];

const { subjectType: subjectTypes, subjectId: subjectIds, reason: reasons } = report.body.shape;

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  await requireOwnProfile(createApi({ request, context }), request);
  // What cannot be reported has no such page.
  const isKnown =
    subjectTypes.safeParse(params["subjectType"]).success && subjectIds.safeParse(params["id"]).success;
  if (!isKnown) throw new Response(null, { status: 404 });
  return { formKey: v7() };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, {
    report: (form) =>
      api.call(report, {
        body: {
          subjectType: subjectTypes.parse(params["subjectType"]),
          subjectId: subjectIds.parse(params["id"]),
          reason: reasons.safeParse(readText(form, "reason")).data ?? "other",
          note: readText(form, "note"),
        },
        ...readKey(form),
      }),
  });
}

export default function Report() {
  const words = useMessages().trust.report;
  const { formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isPending = useNavigation().state === "submitting";
  return (
    <div className="mx-auto w-full max-w-2xl px-4 py-8 md:py-12">
      <AccountPage title={words.title} detail={words.detail} outcome={outcome}>
        {outcome?.ok === true ? (
          <EmptyState icon={CircleCheck} title={words.received} body={words.receivedBody} />
        ) : (
          <Section title={words.what}>
            <Form method="post" className="grid gap-5">
              <input type="hidden" name="intent" value="report" />
              <input type="hidden" name="key" value={formKey} />
              <FormProblemAlert problem={findProblem(outcome, "report")} said={words.refused} />
              <Select
                label={words.reason}
                name="reason"
                options={reportReasons.map((value) => ({ value, label: words.reasons[value] }))}
              />
              <Textarea
                label={words.note}
                name="note"
                optional
                maxLength={moderationLimits.noteLengthMax}
                hint={words.noteHint}
              />
              <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
                {words.send}
              </Button>
            </Form>
          </Section>
        )}
      </AccountPage>
    </div>
  );
}
