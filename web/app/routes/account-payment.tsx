import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { v7 } from "uuid";

import { listAddresses } from "../../../contract/http/addresses.ts";
import { listPaymentMethods } from "../../../contract/http/payment-methods.ts";
import { readStrikes } from "../../../contract/http/strikes.ts";
import { AccountPage } from "../account/account-page.tsx";
import { AddressSection } from "../account/address-section.tsx";
import { TEXT_LINK } from "../account/auth-card.tsx";
import { CardSection } from "../account/card-section.tsx";
import { paymentForms } from "../account/payment-forms.server.ts";
import { Readiness } from "../account/readiness.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { findProblem } from "../api/form-outcome.ts";
import { handleForm } from "../api/handle-form.server.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { FormAlert } from "../components/form-alert.tsx";
import { Time } from "../format/time-element.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.account.payment.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  await requireOwnProfile(api, request);
  const [addresses, cards, standing] = await Promise.all([
    requireAnswer(api.call(listAddresses, {})),
    requireAnswer(api.call(listPaymentMethods, {})),
    requireAnswer(api.call(readStrikes, { params: { userId: "me" } })),
  ]);
  const to = new URL(request.url).searchParams.get("to");
  return {
    addresses,
    cards,
    blockedUntil: standing.blockedUntil,
    returnTo: to ? readReturnTo(to) : undefined,
    provider: context.payments.provider,
    formKeys: { address: v7(), card: v7() },
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  return handleForm(request, paymentForms(createApi({ request, context })));
}

export default function AccountPayment() {
  const { account, trust } = useMessages();
  const { addresses, cards, blockedUntil, returnTo, provider, formKeys } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  return (
    <AccountPage
      title={account.payment.title}
      detail={account.payment.detail}
      outcome={outcome}
      said={account.payment.said}
    >
      {blockedUntil === null ? null : (
        <FormAlert>
          {trust.strikes.blocked} <Time atMs={Date.parse(blockedUntil)} format="date" />.{" "}
          <Link to="/account/limits" className={TEXT_LINK}>
            {trust.limits.title}
          </Link>
        </FormAlert>
      )}
      <Readiness
        hasCard={cards.some((card) => card.status === "verified")}
        hasAddress={addresses.length > 0}
        returnTo={returnTo}
      />
      <CardSection
        cards={cards}
        provider={provider}
        returnTo={returnTo}
        problem={findProblem(outcome, "add-card")}
        formKey={formKeys.card}
      />
      <AddressSection
        addresses={addresses}
        problem={findProblem(outcome, "add-address")}
        formKey={formKeys.address}
      />
    </AccountPage>
  );
}
