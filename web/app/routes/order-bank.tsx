import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { Landmark } from "lucide-react";
import { v7 } from "uuid";

import { payOrder, readOrder } from "../../../contract/http/orders.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import { createApi } from "../api/api.server.ts";
import { attempt, requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { leaveWithCookies } from "../api/redirect-with-cookies.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { useMoney } from "../format/reader.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { StripeQuestion } from "../payment/stripe-question.tsx";
import { useStripe } from "../payment/use-stripe.ts";

export const meta: MetaFunction = () => [{ title: `${en.stripe.bank.title} · ${en.common.brand}` }];

/** Where a buyer's bank asks through Stripe's script; every other question is a page of the bank's own. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const order = await requireAnswer(api.call(readOrder, { params: { id: params["orderId"] ?? "" } }));
  const publishableKey = context.payments.stripeKey;
  if (publishableKey === undefined || !order.actions.includes("pay")) throw redirect(`/orders/${order.id}`);
  return {
    order,
    publishableKey,
    returnUrl: new URL(`/orders/${order.id}`, request.url).href,
    formKey: v7(),
  };
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const id = params["orderId"] ?? "";
  const leave = (url: string) => leaveWithCookies(context, url);
  return handleForm(request, {
    // Goes on with the attempt that waits, whose secret is given once more.
    ask: async (form: FormData) => {
      const { payment } = await api.call(payOrder, { params: { id }, body: {}, ...readKey(form) });
      if (payment.action?.type !== "stripe") throw leave(payment.action?.url ?? `/orders/${id}`);
      return payment.action;
    },
    settle: async (): Promise<null> => {
      // Has the attempt looked at now. One that Stripe has told us of meanwhile is refused, and that is as good.
      await attempt(api.call(payOrder, { params: { id }, body: {} }));
      throw leave(`/orders/${id}`);
    },
  });
}

export default function OrderBank() {
  const { order, publishableKey, returnUrl, formKey } = useLoaderData<typeof loader>();
  const { stripe: all } = useMessages();
  const format = useMoney();
  const words = all.bank;
  const outcome = useActionData<typeof action>();
  const stripe = useStripe(publishableKey);
  const isPending = useNavigation().state !== "idle";
  const amount = format({ amountMinor: order.totalMinor, currency: order.currency }, { exact: true });
  const asked = outcome?.ok && outcome.intent === "ask" ? outcome.value : undefined;
  return (
    <div className="mx-auto grid w-full max-w-md gap-5 px-4 py-10 md:py-16">
      <Landmark aria-hidden size={28} className="text-muted" />
      <div className="grid gap-2">
        <h1 className="text-3xl">{words.title}</h1>
        <p className="text-muted">{words.detail(amount, order.title)}</p>
      </div>
      <div className="hidden noscript:block">
        <FormAlert>{words.needsScripts}</FormAlert>
      </div>
      {stripe === "failed" ? (
        <ErrorState title={all.card.failedTitle} body={all.card.failedBody} />
      ) : asked && stripe !== "loading" ? (
        <StripeQuestion stripe={stripe} clientSecret={asked.clientSecret} returnUrl={returnUrl} />
      ) : (
        <Form method="post" className="grid gap-4 noscript:hidden">
          <input type="hidden" name="intent" value="ask" />
          <input type="hidden" name="key" value={formKey} />
          <FormProblemAlert problem={findProblem(outcome, "ask")} />
          <Button type="submit" variant="primary" size="lg" wide pending={isPending || stripe === "loading"}>
            {words.open}
          </Button>
        </Form>
      )}
      <ButtonLink to={`/orders/${order.id}`} reloadDocument wide>
        {words.back}
      </ButtonLink>
    </div>
  );
}
