import type { Stripe } from "@stripe/stripe-js";
// The other entry would fetch Stripe's script wherever it is imported.
import { loadStripe } from "@stripe/stripe-js/pure";
import { useEffect, useState } from "react";

/** Stripe's script, which only Stripe may serve; `failed` when it did not come. */
export function useStripe(publishableKey: string): Stripe | "loading" | "failed" {
  const [stripe, setStripe] = useState<Stripe | "loading" | "failed">("loading");
  useEffect(() => {
    let isGone = false;
    void loadStripe(publishableKey)
      .then((loaded) => loaded ?? ("failed" as const))
      .catch(() => "failed" as const)
      .then((loaded) => {
        // A function in a state's setter would be called.
        if (!isGone) setStripe(() => loaded);
      });
    return () => {
      isGone = true;
    };
  }, [publishableKey]);
  return stripe;
}
