import { useSubmit } from "@remix-run/react";
import type { Stripe } from "@stripe/stripe-js";
import { useEffect, useState } from "react";

import { FormAlert } from "../components/form-alert.tsx";
import { Spinner } from "../components/spinner.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { askBank } from "./ask-bank.ts";

type StripeQuestionProps = { stripe: Stripe; clientSecret: string; returnUrl: string };

/** Lets Stripe put the bank's question to its customer, and tells us when it was answered. */
export function StripeQuestion({ stripe, clientSecret, returnUrl }: StripeQuestionProps) {
  const words = useMessages().stripe.bank;
  const submit = useSubmit();
  const [refusal, setRefusal] = useState<string>();
  useEffect(() => {
    void askBank(stripe, { clientSecret, returnUrl }).then((refused) => {
      if (refused === undefined) submit({ intent: "settle" }, { method: "post" });
      else setRefusal(refused || words.failed);
    });
    // Once for each secret: asked twice, the bank would ask twice.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [stripe, clientSecret]);
  if (refusal !== undefined) return <FormAlert>{refusal}</FormAlert>;
  return (
    <p role="status" className="flex items-center gap-3">
      <Spinner /> {words.waiting}
    </p>
  );
}
