import { Form, useNavigation } from "@remix-run/react";
import { CreditCard } from "lucide-react";

import type { PaymentMethod } from "../../../contract/http/payment-methods.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Badge } from "../components/badge.tsx";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Input } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { Disclosure } from "./disclosure.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

/** The number the built-in test provider always takes. */
const TEST_CARD = "4242 4242 4242 4242";

type CardSectionProps = {
  cards: readonly PaymentMethod[];
  /** Whose form a new card is put in. */
  provider: "test" | "stripe" | "paypal";
  returnTo: string | undefined;
  problem: FormProblem | undefined;
  formKey: string;
};

export function CardSection({ cards, provider, returnTo, problem, formKey }: CardSectionProps) {
  const { account } = useMessages();
  return (
    <Section title={account.cards.title} detail={account.cards.detail}>
      <div className="grid gap-3">
        {cards.map((card) => (
          <CardRow key={card.id} card={card} />
        ))}
        {provider === "stripe" ? (
          <StripeLink returnTo={returnTo} isFirst={cards.length === 0} />
        ) : (
          <Disclosure
            key={cards.length}
            label={account.cards.add}
            open={cards.length === 0 || problem !== undefined}
          >
            <CardForm problem={problem} formKey={formKey} />
          </Disclosure>
        )}
      </div>
    </Section>
  );
}

/** To the page with Stripe's form; as a document, as only that page's policy lets Stripe in. */
function StripeLink({ returnTo, isFirst }: { returnTo: string | undefined; isFirst: boolean }) {
  const { account } = useMessages();
  const query = returnTo ? `?to=${encodeURIComponent(returnTo)}` : "";
  return (
    <div>
      <ButtonLink
        to={`/account/payment/card${query}`}
        reloadDocument
        variant={isFirst ? "primary" : "secondary"}
      >
        {account.cards.add}
      </ButtonLink>
    </div>
  );
}

function CardRow({ card }: { card: PaymentMethod }) {
  const { account } = useMessages();
  const month = String(card.expiryMonth ?? "").padStart(2, "0");
  return (
    <div className="flex items-start gap-3 rounded-md border border-line p-4">
      <CreditCard aria-hidden size={20} className="mt-0.5 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-semibold tabular">
          {account.cards.ending(card.brand.charAt(0).toUpperCase() + card.brand.slice(1), card.last4)}
          {card.isDefault ? <Badge>{account.cards.isDefault}</Badge> : null}
          <Badge
            tone={card.status === "verified" ? "leading" : card.status === "failed" ? "live" : "outline"}
          >
            {account.cards.status[card.status]}
          </Badge>
        </p>
        {card.expiryYear ? (
          <p className="text-sm text-muted tabular">
            {account.cards.expires(month, String(card.expiryYear))}
          </p>
        ) : null}
      </div>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="remove-card" />
        <input type="hidden" name="id" value={card.id} />
        <Button type="submit" variant="quiet" size="sm" aria-label={`${account.cards.remove}: ${card.last4}`}>
          {account.cards.remove}
        </Button>
      </Form>
    </div>
  );
}

function CardForm({ problem, formKey }: { problem: FormProblem | undefined; formKey: string }) {
  const { account } = useMessages();
  const isPending = useNavigation().formData?.get("intent") === "add-card";
  const fields = problem?.fields ?? {};
  const words = account.cards;
  return (
    <Form method="post" preventScrollReset className="grid grid-cols-2 gap-4 sm:grid-cols-3">
      <input type="hidden" name="intent" value="add-card" />
      <input type="hidden" name="key" value={formKey} />
      {problem ? (
        <div className="col-span-full">
          <FormProblemAlert problem={problem} said={{ card_declined: words.declined }} />
        </div>
      ) : null}
      <div className="col-span-full">
        <Input
          label={words.number}
          name="cardNumber"
          inputMode="numeric"
          autoComplete="cc-number"
          hint={words.numberHint(TEST_CARD)}
          required
          className="tabular"
          error={fields["cardNumber"]}
        />
      </div>
      <Input
        label={words.month}
        name="expiryMonth"
        inputMode="numeric"
        autoComplete="cc-exp-month"
        placeholder="04"
        maxLength={2}
        required
        error={fields["expiryMonth"]}
      />
      <Input
        label={words.year}
        name="expiryYear"
        inputMode="numeric"
        autoComplete="cc-exp-year"
        placeholder="2030"
        maxLength={4}
        required
        error={fields["expiryYear"]}
      />
      <Input
        label={words.securityCode}
        name="securityCode"
        inputMode="numeric"
        autoComplete="cc-csc"
        maxLength={4}
        error={fields["securityCode"]}
      />
      <div className="col-span-full">
        <Button type="submit" variant="primary" pending={isPending}>
          {words.save}
        </Button>
      </div>
    </Form>
  );
}
