import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Undo2 } from "lucide-react";
import { v7 } from "uuid";

import {
  listReturnedRefunds,
  resendReturnedRefund,
  settleReturnedRefund,
} from "../../../contract/http/returned-refunds.ts";
import { returnedStatuses } from "../../../domain/order/refund.ts";
import { AccountPage } from "../account/account-page.tsx";
import { Disclosure } from "../account/disclosure.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { OlderLink } from "../account/older-link.tsx";
import { Facts } from "../admin/facts.tsx";
import { readQueueQuery } from "../admin/read-queue-query.ts";
import { requirePermission } from "../admin/require-admin.server.ts";
import { StatusChoices } from "../admin/status-choices.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { Button } from "../components/button.tsx";
import { Card } from "../components/card.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

const { means } = settleReturnedRefund.body.shape;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "orders.oversee");
  const query = readQueueQuery(new URL(request.url).searchParams, returnedStatuses);
  const { items, meta } = await requireAnswer(api.page(listReturnedRefunds, { query }));
  return { refunds: items, nextCursor: meta.nextCursor, formKey: v7() };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  return handleForm(request, {
    resend: (form) =>
      api.call(resendReturnedRefund, { params: { id: readText(form, "id") }, body: {}, ...readKey(form) }),
    settle: (form) =>
      api.call(settleReturnedRefund, {
        params: { id: readText(form, "id") },
        body: { means: means.parse(readText(form, "means")), reference: readText(form, "reference") },
        ...readKey(form),
      }),
  });
}

export default function AdminRefunds() {
  const words = useMessages().admin.refunds;
  const { refunds, nextCursor } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const format = useMoney();
  const problem = findProblem(outcome, "resend") ?? findProblem(outcome, "settle");
  return (
    <AccountPage title={words.title} detail={words.detail} outcome={outcome} said={words.said}>
      <StatusChoices statuses={returnedStatuses} names={words.statuses} />
      <FormProblemAlert problem={problem} said={words.refused} />
      {refunds.length === 0 ? (
        <EmptyState icon={Undo2} title={words.empty} body={words.emptyBody} />
      ) : (
        <ul className="grid gap-4">
          {refunds.map((refund) => {
            const { id, title, buyer, currency, paidWith, returnedAt, settlement } = refund;
            // What their bank took back is theirs already.
            const amountMinor = refund.amountMinor - refund.chargedBackMinor;
            return (
              <li key={id}>
                <Card className="grid gap-4 p-4 sm:p-6">
                  <header className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                    <h2 className="text-lg">{title}</h2>
                    <strong className="font-display text-xl font-bold tabular">
                      {format({ amountMinor, currency }, { exact: true })}
                    </strong>
                  </header>
                  <Facts
                    facts={[
                      { name: words.buyer, value: `${buyer.displayName} · ${buyer.email}` },
                      {
                        name: words.sentTo,
                        value: paidWith === null ? null : words.card(paidWith.brand, paidWith.last4),
                      },
                      { name: words.returned, value: <Time atMs={Date.parse(returnedAt)} format="date" /> },
                      {
                        name: words.paidBy,
                        value: settlement && `${words.means[settlement.means]} · ${settlement.reference}`,
                      },
                    ]}
                  />
                  {refund.status === "failed" ? <WaysOut id={id} title={title} /> : null}
                </Card>
              </li>
            );
          })}
        </ul>
      )}
      <OlderLink cursor={nextCursor} />
    </AccountPage>
  );
}

/** Once more to what paid; or by hand, which is said only after it was done. */
function WaysOut({ id, title }: { id: string; title: string }) {
  const words = useMessages().admin.refunds;
  const { formKey } = useLoaderData<typeof loader>();
  const problem = findProblem(useActionData<typeof action>(), "settle");
  const sent = useNavigation().formData;
  const isPending = (intent: string) => sent?.get("intent") === intent && sent.get("id") === id;
  const hidden = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="key" value={formKey} />
    </>
  );
  return (
    <div className="grid gap-4">
      <Form method="post" preventScrollReset>
        {hidden}
        <Button type="submit" name="intent" value="resend" pending={isPending("resend")}>
          {words.resend}
          <span className="sr-only">: {title}</span>
        </Button>
      </Form>
      <Disclosure label={words.settleLabel(title)}>
        <Form method="post" preventScrollReset className="grid gap-4">
          {hidden}
          <input type="hidden" name="intent" value="settle" />
          <Select
            label={words.how}
            name="means"
            options={means.options.map((value) => ({ value, label: words.means[value] }))}
          />
          <Input
            label={words.reference}
            name="reference"
            required
            maxLength={200}
            autoComplete="off"
            hint={words.referenceHint}
            error={problem?.fields["reference"]}
          />
          <Button type="submit" pending={isPending("settle")} className="justify-self-start">
            {words.settle}
          </Button>
        </Form>
      </Disclosure>
    </div>
  );
}
