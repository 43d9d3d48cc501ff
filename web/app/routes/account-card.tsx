import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData, useSubmit } from "@remix-run/react";
import { useEffect } from "react";
import { v7 } from "uuid";

import { createPaymentMethod, setUpPayment } from "../../../contract/http/payment-methods.ts";
import { AccountPage } from "../account/account-page.tsx";
import { createApi } from "../api/api.server.ts";
import { findProblem } from "../api/form-outcome.ts";
import { readKey, readText } from "../api/form-values.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { leaveWithCookies } from "../api/redirect-with-cookies.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { ButtonLink } from "../components/button-link.tsx";
import { Card } from "../components/card.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";
import { CardSkeleton, StripeCardForm } from "../payment/stripe-card-form.tsx";
import { useStripe } from "../payment/use-stripe.ts";

const CARDS = "/account/payment";

export const meta: MetaFunction = () => [{ title: `${en.stripe.card.title} · ${en.common.brand}` }];

/** Where cards are added with Stripe, and only there: no other provider has a form of its own to show. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireOwnProfile(createApi({ request, context }), request);
  const { origin, searchParams: params } = new URL(request.url);
  const publishableKey = context.payments.stripeKey;
  if (context.payments.provider !== "stripe" || publishableKey === undefined) throw redirect(CARDS);
  const to = params.get("to");
  const returnUrl = new URL(CARDS + "/card", origin);
  if (to) returnUrl.searchParams.set("to", readReturnTo(to));
  return {
    publishableKey,
    returnUrl: returnUrl.href,
    // A bank with a page of its own sends its customer back with these.
    returned: params.get("redirect_status") === "succeeded" ? params.get("setup_intent") : null,
    isRefused: params.get("redirect_status") === "failed",
    formKey: v7(),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const to = new URL(request.url).searchParams.get("to");
  return handleForm(request, {
    "begin-card": (form: FormData) => api.call(setUpPayment, readKey(form)),
    "keep-card": async (form: FormData): Promise<null> => {
      const setupToken = readText(form, "setupToken");
      await api.call(createPaymentMethod, { body: { setupToken }, idempotencyKey: `card:${setupToken}` });
      // As a document, whose policy knows nothing of Stripe any more.
      throw leaveWithCookies(context, to ? `${CARDS}?to=${encodeURIComponent(readReturnTo(to))}` : CARDS);
    },
  });
}

export default function AccountCard() {
  const words = useMessages().stripe.card;
  const { publishableKey, returnUrl, returned, isRefused, formKey } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const stripe = useStripe(publishableKey);
  const submit = useSubmit();
  useEffect(() => {
    if (returned) submit({ intent: "keep-card", setupToken: returned }, { method: "post", replace: true });
  }, [returned, submit]);
  const problem = findProblem(outcome, "keep-card");
  const refused = problem
    ? problem.code === "card_declined"
      ? words.declined
      : problem.message
    : isRefused
      ? words.refused
      : undefined;
  const back = (
    <ButtonLink to={CARDS} reloadDocument>
      {words.back}
    </ButtonLink>
  );
  return (
    <AccountPage title={words.title} detail={words.detail} action={back}>
      <div className="hidden noscript:block">
        <FormAlert>{words.needsScripts}</FormAlert>
      </div>
      {stripe === "failed" ? (
        <ErrorState title={words.failedTitle} body={words.failedBody} action={<Again />} />
      ) : (
        <Card className="p-4 sm:p-6 noscript:hidden">
          {stripe === "loading" ? (
            <div className="relative min-h-56">
              <CardSkeleton />
            </div>
          ) : (
            <StripeCardForm stripe={stripe} returnUrl={returnUrl} problem={refused} formKey={formKey} />
          )}
        </Card>
      )}
    </AccountPage>
  );
}

function Again() {
  const { common } = useMessages();
  return (
    <ButtonLink to="." reloadDocument>
      {common.retry}
    </ButtonLink>
  );
}
