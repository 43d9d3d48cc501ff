import { Form, Link, useLocation, useNavigation } from "@remix-run/react";

import type { Order } from "../../../contract/http/orders.ts";
import type { RefundPreview } from "../../../contract/http/refunds.ts";
import { getPayableStep } from "../../../domain/currency.ts";
import type { FormOutcome } from "../api/form-outcome.ts";
import { findProblem } from "../api/form-outcome.ts";
import { buttonClass } from "../components/button-class.ts";
import { Button } from "../components/button.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { Disclosure } from "./disclosure.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

/** A refund as it was asked for and what it would take from whom: looked at before it is done. */
export type ReviewedRefund = {
  readonly preview: RefundPreview;
  readonly reason: string;
  readonly note: string;
};

type RefundFormProps = {
  order: Order;
  reviewed: ReviewedRefund | undefined;
  outcome: FormOutcome | undefined;
  formKey: string;
};

/**
 * Gives a buyer money back in two steps, each a form of its own, so that it works without scripts: how much and why,
 * then the same with everybody's part of it beside the button that does it.
 */
export function RefundForm({ order, reviewed, outcome, formKey }: RefundFormProps) {
  const words = useMessages().disputes.refund;
  const problem = findProblem(outcome, "review-refund") ?? findProblem(outcome, "refund");
  return (
    <Disclosure
      key={reviewed ? "reviewed" : `left-${order.refundedMinor}`}
      label={words.open}
      open={problem !== undefined || reviewed !== undefined}
    >
      <div className="grid gap-4">
        <FormProblemAlert problem={problem} said={words.refused} />
        {reviewed ? (
          <Confirmation order={order} reviewed={reviewed} formKey={formKey} />
        ) : (
          <Question order={order} isInvalid={problem?.fields["amountMinor"] !== undefined} />
        )}
      </div>
    </Disclosure>
  );
}

function Question({ order, isInvalid }: { order: Order; isInvalid: boolean }) {
  const words = useMessages().disputes.refund;
  const format = useMoney();
  const isPending = useNavigation().formData?.get("intent") === "review-refund";
  const { currency } = order;
  const left = format({ amountMinor: order.totalMinor - order.refundedMinor, currency }, { exact: true });
  const stepMinor = getPayableStep(currency);
  const reasons = Object.entries(words.reasons).map(([value, label]) => ({ value, label }));
  return (
    <Form method="post" preventScrollReset className="grid gap-4">
      <input type="hidden" name="intent" value="review-refund" />
      <input type="hidden" name="currency" value={currency} />
      <fieldset className="grid gap-2">
        <legend className="mb-2 text-sm font-semibold">{words.how}</legend>
        <Choice value="part" label={words.part} isChosen />
        <Choice value="all" label={words.all(left)} detail={words.allDetail} />
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <Input
          label={words.amount}
          hint={
            stepMinor > 1
              ? words.step(format({ amountMinor: stepMinor, currency }, { exact: true }))
              : undefined
          }
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          optional
          className="tabular"
          error={isInvalid ? words.invalid : undefined}
        />
        <Select label={words.reason} name="reason" options={reasons} />
      </div>
      <Input label={words.note} name="note" maxLength={500} optional autoComplete="off" />
      <div>
        <Button type="submit" pending={isPending}>
          {words.review}
        </Button>
      </div>
    </Form>
  );
}

type ChoiceProps = { value: string; label: string; detail?: string; isChosen?: boolean };

function Choice({ value, label, detail, isChosen = false }: ChoiceProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 rounded-md border border-line p-3 has-checked:border-text has-checked:bg-sunken hover:border-line-strong">
      <input
        type="radio"
        name="how"
        value={value}
        defaultChecked={isChosen}
        className="mt-0.5 size-5 shrink-0 accent-text"
      />
      <span>
        <span className="block font-semibold tabular">{label}</span>
        {detail ? <span className="block text-sm text-muted">{detail}</span> : null}
      </span>
    </label>
  );
}

type ConfirmationProps = { order: Order; reviewed: ReviewedRefund; formKey: string };

function Confirmation({ order, reviewed, formKey }: ConfirmationProps) {
  const words = useMessages().disputes.refund;
  const format = useMoney();
  const { pathname } = useLocation();
  const isPending = useNavigation().formData?.get("intent") === "refund";
  const { preview, reason, note } = reviewed;
  const { currency, amountMinor, leftMinor } = preview;
  const amount = format({ amountMinor, currency }, { exact: true });
  return (
    <Form method="post" preventScrollReset className="grid gap-4">
      <input type="hidden" name="intent" value="refund" />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="amountMinor" value={amountMinor} />
      <input type="hidden" name="reason" value={reason} />
      <input type="hidden" name="note" value={note} />
      <div>
        <h3 className="text-lg">{words.check(amount, order.buyerName)}</h3>
        <p className="text-sm text-muted">{words.checkDetail}</p>
      </div>
      <ShareLines preview={preview} />
      <p className="text-sm">
        {leftMinor > 0
          ? words.left(format({ amountMinor: leftMinor, currency }, { exact: true }))
          : words.ends}{" "}
        {preview.isReleased ? words.released : ""}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="danger" pending={isPending}>
          {words.confirm(amount)}
        </Button>
        <Link to={pathname} preventScrollReset className={buttonClass("quiet", "md")}>
          {words.change}
        </Link>
      </div>
    </Form>
  );
}

/** Whose part of the order it comes out of; what nobody gives is not there. */
function ShareLines({ preview }: { preview: RefundPreview }) {
  const words = useMessages().disputes.refund;
  const format = useMoney();
  const { shares, currency, amountMinor } = preview;
  const say = (each: number) => format({ amountMinor: each, currency }, { exact: true });
  const names = ["sellerMinor", "shippingMinor", "feeMinor", "premiumMinor", "taxMinor"] as const;
  return (
    <section aria-label={words.from} className="rounded-md border border-line bg-sunken p-4">
      <dl className="grid grid-cols-[1fr_auto] gap-x-6 gap-y-2 text-sm">
        {names
          .filter((name) => shares[name] > 0)
          .map((name) => (
            <div key={name} className="contents">
              <dt className="text-muted">{words.shares[name]}</dt>
              <dd className="text-right tabular">{say(shares[name])}</dd>
            </div>
          ))}
        <div className="col-span-2 my-1 h-px bg-line" />
        <dt className="font-semibold">{words.total}</dt>
        <dd className="text-right font-display text-lg font-bold tabular">{say(amountMinor)}</dd>
        <dt className="text-muted">{words.yours}</dt>
        <dd className="text-right tabular">{say(shares.sellerMinor + shares.shippingMinor)}</dd>
      </dl>
    </section>
  );
}
