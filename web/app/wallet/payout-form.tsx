import { Form, useNavigation } from "@remix-run/react";

import type { Wallet } from "../../../contract/http/wallet.ts";
import { FormProblemAlert } from "../account/form-problem-alert.tsx";
import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type Balance = Wallet["balances"][number];
type PayoutFormProps = {
  balances: readonly Balance[];
  problem: FormProblem | undefined;
  formKey: string;
};

/** Takes out what is available, all of it or a part. */
export function PayoutForm({ balances, problem, formKey }: PayoutFormProps) {
  const words = useMessages().wallet.payout;
  const format = useMoney();
  const isPending = useNavigation().formData?.get("intent") === "request-payout";
  const say = (amountMinor: number, { currency }: Balance) =>
    format({ amountMinor, currency }, { exact: true });
  const ripe = balances.filter(
    ({ availableMinor, payoutMinimumMinor }) => availableMinor >= payoutMinimumMinor,
  );
  const [first] = ripe;
  const least = balances.map((balance) => say(balance.payoutMinimumMinor, balance)).join(", ");
  const options = ripe.map((balance) => ({
    value: balance.currency,
    label: say(balance.availableMinor, balance),
  }));
  const hint = ripe
    .map((balance) =>
      words.amountHint(say(balance.availableMinor, balance), say(balance.payoutMinimumMinor, balance)),
    )
    .join(" ");
  return (
    <Section title={words.title} detail={words.detail}>
      {first === undefined ? (
        <p className="text-muted">{words.tooLittle(least)}</p>
      ) : (
        <Form method="post" preventScrollReset className="grid gap-4">
          <input type="hidden" name="intent" value="request-payout" />
          <input type="hidden" name="key" value={formKey} />
          <FormProblemAlert problem={problem} said={words.refused} />
          <div className="grid gap-4 sm:grid-cols-2">
            {ripe.length === 1 ? (
              <input type="hidden" name="currency" value={first.currency} />
            ) : (
              <Select label={words.currency} name="currency" options={options} />
            )}
            <Input
              label={words.amount}
              name="amount"
              inputMode="decimal"
              autoComplete="off"
              placeholder={say(first.availableMinor, first)}
              hint={hint}
              optional
              className="tabular"
              error={problem?.fields["amountMinor"] ? words.invalid : undefined}
            />
          </div>
          <div>
            <Button type="submit" variant="primary" pending={isPending}>
              {words.submit}
            </Button>
          </div>
        </Form>
      )}
    </Section>
  );
}
