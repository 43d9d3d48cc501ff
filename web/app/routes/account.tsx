import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { data } from "@remix-run/cloudflare";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { useEffect } from "react";
import { v7 } from "uuid";

import { listAddresses } from "../../../contract/http/addresses.ts";
import { listPaymentMethods } from "../../../contract/http/payment-methods.ts";
import { handleAccountForm } from "../account/account-actions.server.ts";
import { AddressSection } from "../account/address-section.tsx";
import { CardSection } from "../account/card-section.tsx";
import { Readiness } from "../account/readiness.tsx";
import { createApi } from "../api/api.server.ts";
import { requireAnswer } from "../api/attempt.ts";
import { requireOwnProfile } from "../api/require.server.ts";
import { readReturnTo } from "../api/return-to.ts";
import { Avatar } from "../components/avatar.tsx";
import { Button } from "../components/button.tsx";
import { useToast } from "../components/toast.tsx";
import { en } from "../messages/en.ts";
import { useMessages } from "../messages/use-messages.tsx";

export const meta: MetaFunction = () => [{ title: `${en.account.title} · ${en.common.brand}` }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const api = createApi({ request, context });
  const profile = await requireOwnProfile(api, request);
  const [addresses, cards] = await Promise.all([
    requireAnswer(api.call(listAddresses, {})),
    requireAnswer(api.call(listPaymentMethods, {})),
  ]);
  const to = new URL(request.url).searchParams.get("to");
  return {
    profile,
    addresses,
    cards,
    returnTo: to ? readReturnTo(to) : undefined,
    formKeys: { address: v7(), card: v7() },
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const api = createApi({ request, context });
  const outcome = await handleAccountForm(api, await request.formData());
  if (!outcome) throw new Response(null, { status: 400 });
  return data(outcome, { status: outcome.ok ? 200 : 400 });
}

export default function Account() {
  const { account, common } = useMessages();
  const { profile, addresses, cards, returnTo, formKeys } = useLoaderData<typeof loader>();
  const outcome = useActionData<typeof action>();
  const problemOf = (intent: string) =>
    outcome && !outcome.ok && outcome.intent === intent ? outcome.problem : undefined;
  useOutcomeToast();
  return (
    <div className="mx-auto grid w-full grid-cols-[minmax(0,1fr)] max-w-3xl gap-6 px-4 py-8 md:py-12">
      <header className="flex items-center gap-4">
        <Avatar name={profile.displayName} imageUrl={profile.avatarUrl ?? undefined} size="lg" />
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-3xl">{profile.displayName}</h1>
          <p className="truncate text-muted">{profile.email}</p>
        </div>
        <Form method="post" action="/logout">
          <Button type="submit">{common.nav.signOut}</Button>
        </Form>
      </header>
      <Readiness
        hasCard={cards.some((card) => card.status === "verified")}
        hasAddress={addresses.length > 0}
        returnTo={returnTo}
      />
      <CardSection cards={cards} problem={problemOf("add-card")} formKey={formKeys.card} />
      <AddressSection addresses={addresses} problem={problemOf("add-address")} formKey={formKeys.address} />
    </div>
  );

  function useOutcomeToast() {
    const toast = useToast();
    const isIdle = useNavigation().state === "idle";
    useEffect(() => {
      if (!isIdle || !outcome?.ok) return;
      const said = {
        "add-address": account.addresses.saved,
        "remove-address": account.addresses.removed,
        "add-card": account.cards.saved,
        "remove-card": account.cards.removed,
      };
      toast(said[outcome.intent], "good");
    }, [isIdle, toast]);
  }
}
