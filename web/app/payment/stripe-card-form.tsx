import { useFetcher, useSubmit } from "@remix-run/react";
import type { Stripe, StripeElements } from "@stripe/stripe-js";
import { useEffect, useRef, useState } from "react";

import { Button } from "../components/button.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import type { action } from "../routes/account-card.tsx";
import { makeStripeAppearance } from "./stripe-appearance.ts";
import { useWornTheme } from "./use-worn-theme.ts";

type StripeCardFormProps = {
  stripe: Stripe;
  /** Where a bank that has a page of its own sends its customer back to. */
  returnUrl: string;
  /** What was wrong with a card that was just handed over. */
  problem: string | undefined;
  formKey: string;
};

/**
 * Stripe's form for a card. Only once it is filled in well is a setup begun with us; its secret goes to Stripe, and what
 * Stripe made of it comes back to us by its name, which is good for its owner alone.
 */
export function StripeCardForm({ stripe, returnUrl, problem, formKey }: StripeCardFormProps) {
  const words = useMessages().stripe.card;
  const { place, elements, isReady } = useCardElement(stripe);
  const begin = useFetcher<typeof action>();
  const submit = useSubmit();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  function fail(message: string | undefined) {
    setBusy(false);
    setRefusal(message ?? words.refused);
  }

  async function check() {
    const checked = await elements.current?.submit();
    if (!checked || checked.error) fail(checked?.error?.message);
    else begin.submit({ intent: "begin-card", key: formKey }, { method: "post" });
  }

  async function confirm(clientSecret: string) {
    if (!elements.current) return;
    const { error, setupIntent } = await stripe.confirmSetup({
      elements: elements.current,
      clientSecret,
      confirmParams: { return_url: returnUrl },
      redirect: "if_required",
    });
    if (setupIntent)
      submit({ intent: "keep-card", key: formKey, setupToken: setupIntent.id }, { method: "post" });
    else fail(error?.message);
  }

  useEffect(() => {
    const answer = begin.data;
    if (!answer) return;
    const secret = answer.ok && answer.intent === "begin-card" ? answer.value.clientSecret : undefined;
    if (secret) void confirm(secret);
    else fail(answer.ok ? undefined : answer.problem.message);
    // Once for each setup that was begun, whatever the form looks like by then.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [begin.data]);
  // A card that was refused after all: the form is there for another one.
  useEffect(() => setBusy(false), [problem, formKey]);

  const shown = refusal ?? problem;
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (isBusy || !isReady) return;
        setBusy(true);
        setRefusal(undefined);
        void check();
      }}
    >
      {shown ? <FormAlert>{shown}</FormAlert> : null}
      <div className="relative min-h-56">
        {isReady ? null : <CardSkeleton />}
        <div ref={place} />
      </div>
      <div>
        <Button type="submit" variant="primary" pending={isBusy} disabled={!isReady}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}

/** Stripe's fields in the page's clothes; they change with the theme. */
function useCardElement(stripe: Stripe) {
  const theme = useWornTheme();
  const place = useRef<HTMLDivElement>(null);
  const elements = useRef<StripeElements>();
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    if (!theme || !place.current) return;
    const appearance = makeStripeAppearance(theme);
    if (elements.current) {
      void elements.current.update({ appearance });
      return;
    }
    // What the setup is made with at the other end (workers/providers/payments/stripe/methods.ts).
    const made = stripe.elements({
      mode: "setup",
      setupFutureUsage: "off_session",
      allowedPaymentMethodTypes: ["card"],
      appearance,
    });
    elements.current = made;
    const element = made.create("payment");
    element.on("ready", () => setReady(true));
    element.mount(place.current);
  }, [stripe, theme]);
  return { place, elements, isReady };
}

/** The fields before they are there, in their final shape. */
export function CardSkeleton() {
  const { common } = useMessages();
  return (
    <div role="status" aria-label={common.loading} className="absolute inset-0 grid content-start gap-4">
      <div className="skeleton h-12 rounded-md" />
      <div className="grid grid-cols-2 gap-4">
        <div className="skeleton h-12 rounded-md" />
        <div className="skeleton h-12 rounded-md" />
      </div>
      <div className="skeleton h-12 rounded-md" />
    </div>
  );
}
