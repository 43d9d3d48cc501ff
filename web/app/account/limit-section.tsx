import { Form, useNavigation } from "@remix-run/react";

import type { SelfLimit } from "../../../contract/http/self-limits.ts";
import { currencyCodes } from "../../../domain/currency.ts";
import { limitPeriods } from "../../../domain/trust/self-limit.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

/** The limits somebody has, each with how far it is used up, and a form for one more or another. */
export function LimitSection({
  limits,
  problem,
}: {
  limits: readonly SelfLimit[];
  problem: FormProblem | undefined;
}) {
  const words = useMessages().trust.limits;
  const isPending = useNavigation().formData?.get("intent") === "limit";
  const set = limits.filter((limit) => limit.limitMinor !== null || limit.next !== null);
  return (
    <Section title={words.own} detail={words.ownDetail}>
      <div className="grid gap-6">
        {set.length === 0 ? (
          <p className="text-muted">{words.none}</p>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {set.map((limit) => (
              <LimitRow key={limit.currency + limit.period} limit={limit} />
            ))}
          </ul>
        )}
        <Form method="post" preventScrollReset className="grid items-start gap-4 sm:grid-cols-[1fr_8rem_1fr]">
          <input type="hidden" name="intent" value="limit" />
          {problem ? (
            <div className="sm:col-span-3">
              <FormProblemAlert problem={problem} />
            </div>
          ) : null}
          <Select
            label={words.period}
            name="period"
            options={limitPeriods.map((value) => ({ value, label: words.periods[value] }))}
          />
          <Select
            label={words.currency}
            name="currency"
            defaultValue="USD"
            options={currencyCodes.map((value) => ({ value, label: value }))}
          />
          <Input
            label={words.amount}
            name="amount"
            inputMode="decimal"
            autoComplete="off"
            hint={words.amountHint}
            error={problem?.fields["limitMinor"] === undefined ? undefined : words.amountInvalid}
          />
          <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
            {words.save}
          </Button>
        </Form>
      </div>
    </Section>
  );
}

function LimitRow({ limit }: { limit: SelfLimit }) {
  const words = useMessages().trust.limits;
  const format = useMoney();
  const show = (amountMinor: number | null) =>
    amountMinor === null ? words.noLimit : format({ amountMinor, currency: limit.currency });
  return (
    <li className="grid gap-1 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{words.periods[limit.period]}</span>
        <span className="tabular font-semibold">
          {show(limit.limitMinor)} <span className="text-sm font-normal text-muted">{limit.currency}</span>
        </span>
      </p>
      {limit.wonMinor === null ? null : (
        <p className="text-sm text-muted tabular">{words.won(show(limit.wonMinor))}</p>
      )}
      {limit.next === null ? null : (
        <p className="text-sm">
          {words.next(show(limit.next.limitMinor))} <Time atMs={Date.parse(limit.next.at)} />
        </p>
      )}
    </li>
  );
}
