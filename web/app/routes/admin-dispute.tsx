import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Download, ShieldCheck } from "lucide-react";
import { v7 } from "uuid";

import { readEvidence, resolveDispute } from "../../../contract/http/disputes.ts";
import { AccountPage } from "../account/account-page.tsx";
import { DisputeThread } from "../account/dispute-thread.tsx";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { BackLink } from "../admin/back-link.tsx";
import { ChoiceList } from "../admin/choice-list.tsx";
import { Facts } from "../admin/facts.tsx";
import { requirePermission } from "../admin/require-admin.server.ts";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { Badge } from "../components/badge.tsx";
import { buttonClass } from "../components/button-class.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Input } from "../components/input.tsx";
import { Textarea } from "../components/textarea.tsx";
import { findReader } from "../format/find-reader.ts";
import { parseMoney } from "../format/money.ts";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requirePermission(api, request, "orders.oversee");
  const { order, dispute, payments, chat } = await requireAnswer(
    api.call(readEvidence, { params: { id: params["orderId"] ?? "" } }),
  );
  return { order, dispute, payments, chat, formKey: v7() };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const { locale } = findReader(request, await requirePermission(api, request, "orders.oversee"));
  const { outcome: outcomes } = resolveDispute.body.shape;
  return handleForm(request, {
    resolve: (form) => {
      const outcome = readText(form, "outcome") as (typeof outcomes)["options"][number];
      const typed = readText(form, "amount");
      // What is no amount goes on as none at all: refusing it is the interface's to do. To a seller nothing goes back.
      const amountMinor = parseMoney(typed, readText(form, "currency"), locale) ?? 0;
      return api.call(resolveDispute, {
        params: { id: params["orderId"] ?? "" },
        body: {
          outcome,
          resolution: readText(form, "resolution"),
          ...(typed === "" || outcome === "seller" ? {} : { amountMinor }),
        },
        ...readKey(form),
      });
    },
  });
}

export default function AdminDispute() {
  const { account, admin, disputes } = useMessages();
  const words = admin.disputes;
  const { order, dispute, chat } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <>
      <BackLink to="/admin/disputes" label={words.back} />
      <AccountPage
        title={order.title}
        detail={account.order.disputeReasons[dispute.reason]}
        outcome={outcome}
        said={words.said}
        action={
          <Badge tone={dispute.status === "open" ? "live" : "leading"}>
            {words.statuses[dispute.status]}
          </Badge>
        }
      >
        <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid gap-6">
            <Section title={disputes.thread}>
              <DisputeThread dispute={dispute} />
            </Section>
            <OrderFacts />
            {chat.length === 0 ? null : (
              <Section title={words.chat}>
                <ol className="grid gap-2 text-sm">
                  {chat.map(({ author, text, at }) => (
                    <li key={`${author} ${at}`}>
                      <strong className="font-semibold">{words[author]}</strong> {text}
                    </li>
                  ))}
                </ol>
              </Section>
            )}
          </div>
          {dispute.status !== "open" ? (
            <Decided />
          ) : dispute.origin === "bank" ? (
            <Section title={words.bank} detail={words.bankDetail} />
          ) : (
            <Decision />
          )}
        </div>
      </AccountPage>
    </>
  );
}

function OrderFacts() {
  const { account, admin } = useMessages();
  const words = admin.disputes;
  const format = useMoney();
  const { order, payments } = useLoaderData<typeof loader>();
  const show = (amountMinor: number) => format({ amountMinor, currency: order.currency }, { exact: true });
  return (
    <Section title={words.order}>
      <div className="grid gap-5">
        <Facts
          facts={[
            { name: words.buyer, value: order.buyerName },
            { name: words.seller, value: order.sellerName },
            { name: words.status, value: account.orders.statuses[order.status] },
            { name: words.total, value: <span className="tabular">{show(order.totalMinor)}</span> },
            { name: words.refunded, value: order.refundedMinor > 0 ? show(order.refundedMinor) : null },
            {
              name: words.tracking,
              value: [order.carrier, order.trackingNumber].filter(Boolean).join(" · "),
            },
            {
              name: words.payments,
              value: payments.map(({ provider, status, amountMinor }) => (
                <span key={`${provider} ${status} ${amountMinor}`} className="block tabular">
                  {show(amountMinor)} · {status}
                </span>
              )),
            },
          ]}
        />
        <div className="flex flex-wrap gap-2">
          <a href={`/orders/${order.id}/evidence`} download className={buttonClass("secondary", "sm")}>
            <Download aria-hidden size={16} /> {words.evidence}
          </a>
          <ButtonLink to={`/auctions/${order.auctionId}/log`} size="sm">
            <ShieldCheck aria-hidden size={16} /> {words.log}
          </ButtonLink>
        </div>
      </div>
    </Section>
  );
}

function Decision() {
  const words = useMessages().admin.disputes;
  const { order, formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const isPending = useNavigation().formData?.get("intent") === "resolve";
  const problem = findProblem(outcome, "resolve");
  return (
    <Section title={words.decide} detail={words.decideDetail}>
      <Form method="post" className="grid gap-5">
        <input type="hidden" name="intent" value="resolve" />
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="currency" value={order.currency} />
        <FormProblemAlert problem={problem} said={words.refused} />
        <ChoiceList
          legend={words.outcome}
          name="outcome"
          choices={(["seller", "buyer"] as const).map((value) => ({
            value,
            label: words.outcomes[value],
            detail: words.outcomeDetails[value],
          }))}
        />
        <Input
          label={words.amount}
          name="amount"
          optional
          inputMode="decimal"
          autoComplete="off"
          hint={words.amountHint}
          className="tabular"
          error={problem?.fields["amountMinor"] === undefined ? undefined : words.amountInvalid}
        />
        <Textarea
          label={words.resolution}
          name="resolution"
          required
          maxLength={2_000}
          hint={words.resolutionHint}
          error={problem?.fields["resolution"]}
        />
        <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
          {words.submit}
        </Button>
      </Form>
    </Section>
  );
}

function Decided() {
  const { admin, disputes } = useMessages();
  const { dispute } = useLoaderData<typeof loader>();
  return (
    <Section title={disputes.resolution}>
      <Facts
        facts={[
          { name: admin.disputes.outcome, value: admin.disputes.statuses[dispute.status] },
          { name: admin.disputes.resolution, value: dispute.resolution },
          {
            name: admin.decided,
            value: dispute.resolvedAt ? <Time atMs={Date.parse(dispute.resolvedAt)} /> : null,
          },
        ]}
      />
    </Section>
  );
}
