import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { FileText, PackageOpen, ShieldCheck } from "lucide-react";
import { v7 } from "uuid";

import { readDispute } from "../../../contract/http/disputes.ts";
import { readOrder, type Order } from "../../../contract/http/orders.ts";
import { listPaymentMethods } from "../../../contract/http/payment-methods.ts";
import { listRefunds } from "../../../contract/http/refunds.ts";
import { readReview } from "../../../contract/http/reviews.ts";
import { reviewLimits } from "../../../domain/trust/review.ts";
import { DisputeSection } from "../account/dispute-section.tsx";
import { OrderActions } from "../account/order-actions.tsx";
import { orderForms } from "../account/order-forms.server.ts";
import { OrderClock } from "../account/order-clock.tsx";
import { OrderLines } from "../account/order-lines.tsx";
import { OrderReviewSection } from "../account/order-review.tsx";
import { OrderStatusBadge } from "../account/order-status-badge.tsx";
import { OrderSteps } from "../account/order-steps.tsx";
import { ReturnedRefunds } from "../account/returned-refunds.tsx";
import { reviewForms } from "../account/review-forms.server.ts";
import { useFollow } from "../account/use-follow.ts";
import { useLatest } from "../account/use-latest.ts";
import { PAGE_HEADING_ID, useOutcome } from "../account/use-outcome.ts";
import { useStepUp } from "../account/use-step-up.tsx";
import { createApi } from "../api/api.server.ts";
import { attempt, requireAnswer } from "../api/attempt.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { leaveWithCookies } from "../api/redirect-with-cookies.server.ts";
import { findOwnProfile, requireOwnProfile } from "../api/require.server.ts";
import { Section } from "../components/card.tsx";
import { Picture } from "../components/picture.tsx";
import { findReader } from "../format/find-reader.ts";
import { Time } from "../format/time-element.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.order.title ?? en.account.orders.title} · ${en.common.brand}` },
];

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const order = await requireAnswer(api.call(readOrder, { params: { id: params["orderId"] ?? "" } }));
  const cards = order.actions.includes("pay") ? await requireAnswer(api.call(listPaymentMethods, {})) : [];
  const of = { params: { id: order.id } };
  const [dispute, refunds, found] = await Promise.all([
    order.disputedAt ? requireAnswer(api.call(readDispute, of)) : null,
    order.status === "pending" ? [] : requireAnswer(api.call(listRefunds, of)),
    order.deliveredAt === null ? null : attempt(api.call(readReview, of)),
  ]);
  const review = found?.ok === true ? found.value : undefined;
  const nowMs = Date.now();
  const endsAtMs = review
    ? Date.parse(review.editableUntil)
    : Date.parse(order.deliveredAt ?? order.createdAt) + reviewLimits.writeMs;
  const isReviewOpen = nowMs < endsAtMs;
  return { order, cards, dispute, refunds, review, isReviewOpen, nowMs, formKey: v7() };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const orderId = params["orderId"] ?? "";
  const forms = orderForms(api, orderId, findReader(request, await findOwnProfile(api)));
  const answer = await handleForm(request, { ...forms, ...reviewForms(api, orderId) });
  const outcome = answer.data;
  // The buyer's bank wants to ask them something; it sends them back here.
  const asked = outcome.ok && outcome.intent === "pay" ? outcome.value.payment.action : null;
  if (asked)
    throw leaveWithCookies(context, asked.type === "redirect" ? asked.url : `/orders/${orderId}/bank`);
  return answer;
}

export default function OrderPage() {
  const { account, disputes } = useMessages();
  const { order, cards, dispute, refunds, nowMs, ...rest } = useLoaderData<typeof loader>();
  const { review, isReviewOpen, formKey } = rest;
  const outcome = useActionData<typeof action>();
  // Reading again would take away what the page just said about a form.
  useFollow(order.actions.includes("pay") && outcome === undefined);
  useOutcome(outcome, disputes.said);
  const stepUp = useStepUp(outcome);
  // An attempt that its bank refused is an answer like any other: the form went well, the card did not.
  const tried = outcome?.ok === true && outcome.intent === "pay" ? outcome.value.payment : undefined;
  const reviewed = useReviewedRefund(outcome);
  const declined = tried?.status === "failed" ? (tried.failure ?? "declined") : undefined;
  return (
    <div className="mx-auto grid w-full grid-cols-[minmax(0,1fr)] max-w-4xl gap-6 px-4 py-8 md:py-12">
      <header className="flex items-center gap-4">
        <Picture
          src={order.imageUrl ?? undefined}
          alt=""
          eager
          className="size-24 shrink-0 rounded-md border border-line"
        />
        <div className="grid min-w-0 justify-items-start gap-1.5">
          <OrderStatusBadge status={order.status} />
          <h1 id={PAGE_HEADING_ID} tabIndex={-1} className="text-2xl outline-none">
            {order.title}
          </h1>
          <p className="text-sm text-muted">
            {account.order.from}{" "}
            <Link to={`/sellers/${order.sellerId}`} className="underline underline-offset-4">
              {order.sellerName}
            </Link>{" "}
            · {account.order.on[getWay(order)]} <Time atMs={Date.parse(order.createdAt)} format="date" />
          </p>
        </div>
      </header>
      <div className="grid items-start gap-6 md:grid-cols-[1fr_20rem]">
        <div className="grid gap-6">
          {dispute ? (
            <DisputeSection
              dispute={dispute}
              side={order.side}
              nowMs={nowMs}
              outcome={outcome}
              formKey={formKey}
            />
          ) : null}
          {order.side === "buyer" ? (
            <ReturnedRefunds refunds={refunds} outcome={outcome} formKey={formKey} />
          ) : null}
          <OrderActions
            order={order}
            isAtBank={dispute?.origin === "bank" && dispute.status === "open"}
            cards={cards}
            outcome={outcome}
            declined={declined}
            reviewed={reviewed}
            formKey={formKey}
          />
          <OrderReviewSection
            order={order}
            review={review}
            outcome={outcome}
            formKey={formKey}
            isOpen={isReviewOpen}
          />
          <Section title={account.order.steps}>
            <OrderSteps status={order.status} />
            {order.trackingNumber ? (
              <p className="mt-4 text-sm text-muted">
                {order.carrier} · <span className="tabular">{order.trackingNumber}</span>
              </p>
            ) : null}
            <OrderClock order={order} nowMs={nowMs} />
          </Section>
        </div>
        <Section title={order.side === "buyer" ? account.order.price : account.order.priceSeller}>
          <OrderLines order={order} refunds={refunds} />
        </Section>
      </div>
      <p className="flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
        <Link
          to={`/auctions/${order.auctionId}/log`}
          className="inline-flex min-h-11 items-center gap-2 font-semibold text-leading-text hover:underline"
        >
          <ShieldCheck aria-hidden size={18} /> {account.order.proof}
        </Link>
        {order.invoiceNumber ? (
          <a
            href={`/orders/${order.id}/papers/invoice`}
            className="inline-flex min-h-11 items-center gap-2 font-semibold hover:underline"
          >
            <FileText aria-hidden size={18} /> {account.order.invoice}
          </a>
        ) : null}
        {order.side === "seller" && order.status === "paid" ? (
          <a
            href={`/orders/${order.id}/papers/packing-slip`}
            className="inline-flex min-h-11 items-center gap-2 font-semibold hover:underline"
          >
            <PackageOpen aria-hidden size={18} /> {account.order.packingSlip}
          </a>
        ) : null}
        <Link
          to={`/auctions/${order.auctionId}`}
          className="inline-flex min-h-11 items-center font-semibold hover:underline"
        >
          {account.order.sale}
        </Link>
        <span className="text-muted">
          {account.order.number} <code className="text-xs">{order.id}</code>
        </span>
      </p>
      {stepUp}
    </div>
  );
}

/** How the order came about, as this reader of it says. */
function getWay({ side, origin, isPurchase }: Pick<Order, "side" | "origin" | "isPurchase">) {
  if (side === "seller") return "sold";
  if (origin === "second-chance") return "offered";
  return isPurchase ? "bought" : "won";
}

/** The refund that is about to be confirmed; it stays there while a proof is asked for, and is gone once it is done. */
function useReviewedRefund(outcome: ReturnType<typeof useActionData<typeof action>>) {
  const begun = outcome?.ok && outcome.intent === "review-refund" ? outcome.value : undefined;
  const latest = useLatest(begun);
  return begun ?? (outcome?.intent === "refund" && !outcome.ok ? latest : undefined);
}
