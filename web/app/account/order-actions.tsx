import { Form, Link, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";

import type { Order } from "../../../contract/http/orders.ts";
import type { PaymentMethod } from "../../../contract/http/payment-methods.ts";
import { findProblem } from "../api/form-outcome.ts";
import type { FormOutcome } from "../api/form-outcome.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { Input } from "../components/input.tsx";
import { Select } from "../components/select.tsx";
import { Textarea } from "../components/textarea.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ConfirmForm } from "./confirm-form.tsx";
import { Disclosure } from "./disclosure.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";
import { RefundForm } from "./refund-section.tsx";
import type { ReviewedRefund } from "./refund-section.tsx";

type OrderActionsProps = {
  order: Order;
  /** The buyer's bank has the money until it has decided, so that nobody here can give it back. */
  isAtBank: boolean;
  cards: readonly PaymentMethod[];
  outcome: FormOutcome | undefined;
  /** Why the card that was just tried was not charged. */
  declined: string | undefined;
  /** A refund that its seller is about to confirm. */
  reviewed: ReviewedRefund | undefined;
  formKey: string;
};

/** What this reader can do with the order now, the thing that waits for them first. Nothing to do: nothing is shown. */
export function OrderActions(props: OrderActionsProps) {
  const { order, isAtBank, cards, outcome, declined, reviewed, formKey } = props;
  const { account } = useMessages();
  const words = account.order.todo;
  const actions = order.actions.filter((action) => action !== "refund" || !isAtBank);
  const can = (action: Order["actions"][number]) => actions.includes(action);
  if (actions.length === 0) return null;
  return (
    <Section title={words.title}>
      <div className="grid gap-4">
        {can("pay") ? (
          <PayForm order={order} cards={cards} declined={declined} outcome={outcome} formKey={formKey} />
        ) : null}
        {can("ship") ? (
          <ShipForm address={order.shippingAddress} outcome={outcome} formKey={formKey} />
        ) : null}
        {can("deliver") ? <DeliverForm outcome={outcome} formKey={formKey} /> : null}
        {can("dispute") ? <DisputeForm outcome={outcome} formKey={formKey} /> : null}
        {can("refund") ? (
          <RefundForm order={order} reviewed={reviewed} outcome={outcome} formKey={formKey} />
        ) : null}
        {can("cancel") ? (
          <div>
            <FormProblemAt intent="cancel" outcome={outcome} />
            <ConfirmForm
              intent="cancel"
              values={{ key: formKey }}
              button={
                order.side === "buyer" && order.origin === "second-chance" ? words.decline : words.cancel
              }
              question={words.cancelQuestion}
              body={order.paidAt ? words.cancelPaid : words.cancelUnpaid}
            />
          </div>
        ) : null}
      </div>
    </Section>
  );
}

/** What was refused about this form, in the page's own words where it has some. */
function FormProblemAt({ intent, outcome }: { intent: string; outcome: FormOutcome | undefined }) {
  const { account } = useMessages();
  const problem = findProblem(outcome, intent);
  return problem ? <FormProblemAlert problem={problem} said={account.order.refused} /> : null;
}

type StepProps = { outcome: FormOutcome | undefined; formKey: string };

function StepForm({
  intent,
  outcome,
  formKey,
  button,
  variant = "primary",
  children,
}: StepProps & { intent: string; button: string; variant?: "primary" | "secondary"; children?: ReactNode }) {
  const isPending = useNavigation().formData?.get("intent") === intent;
  return (
    <Form method="post" preventScrollReset className="grid justify-items-start gap-3">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="key" value={formKey} />
      <FormProblemAt intent={intent} outcome={outcome} />
      {children}
      <Button type="submit" variant={variant} pending={isPending}>
        {button}
      </Button>
    </Form>
  );
}

function PayForm({
  order,
  cards,
  declined,
  ...step
}: StepProps & { order: Order; cards: readonly PaymentMethod[]; declined: string | undefined }) {
  const { account } = useMessages();
  const format = useMoney();
  const words = account.order.todo;
  const good = cards.filter((card) => card.status === "verified");
  const total = format({ amountMinor: order.totalMinor, currency: order.currency }, { exact: true });
  const addCard = (
    <Link
      to={`/account/payment?to=/orders/${order.id}`}
      className="inline-flex min-h-11 items-center text-sm font-semibold hover:underline"
    >
      {words.addCard}
    </Link>
  );
  return (
    <div className="grid gap-2">
      <p>
        {getUnpaidWords(order, words)}{" "}
        {order.paymentDueAt ? (
          <span className="font-semibold">
            {words.until} <Time atMs={Date.parse(order.paymentDueAt)} />
          </span>
        ) : null}
      </p>
      {/* With scripts the page looks by itself. */}
      <p className="hidden text-sm text-muted noscript:block">
        {words.fromBank}{" "}
        <Link to={`/orders/${order.id}`} className="font-semibold text-text underline underline-offset-4">
          {words.lookAgain}
        </Link>
      </p>
      {declined === undefined ? null : (
        <FormAlert>{declined === "insufficient_funds" ? words.noFunds : words.declined}</FormAlert>
      )}
      {good.length === 0 ? (
        addCard
      ) : (
        <>
          <StepForm intent="pay" button={words.pay(total)} {...step}>
            <div className="w-full max-w-sm">
              <Select
                label={words.card}
                name="paymentMethodId"
                options={good.map((card) => ({
                  value: card.id,
                  label: account.cards.ending(
                    card.brand.charAt(0).toUpperCase() + card.brand.slice(1),
                    card.last4,
                  ),
                }))}
              />
            </div>
          </StepForm>
          {addCard}
        </>
      )}
    </div>
  );
}

/** Until a payment has failed (rule S2) nobody has to do anything. */
function getUnpaidWords(
  { origin, paymentDueAt }: Order,
  words: { readonly offered: string; readonly charging: string; readonly unpaid: string },
): string {
  if (origin === "second-chance") return words.offered;
  return paymentDueAt === null ? words.charging : words.unpaid;
}

function ShipForm({ address, ...step }: StepProps & { address: Order["shippingAddress"] }) {
  const { account } = useMessages();
  const words = account.order.todo;
  return (
    <StepForm intent="ship" button={words.ship} {...step}>
      {address ? (
        <address className="not-italic">
          <span className="text-sm text-muted">{words.shipTo}</span>
          {listAddressLines(address).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </address>
      ) : null}
      <div className="grid w-full gap-4 sm:grid-cols-2">
        <Input label={words.carrier} name="carrier" required maxLength={60} autoComplete="off" />
        <Input label={words.tracking} name="trackingNumber" maxLength={80} optional autoComplete="off" />
      </div>
    </StepForm>
  );
}

const listAddressLines = (address: NonNullable<Order["shippingAddress"]>): string[] =>
  [
    address.fullName,
    address.line1,
    address.line2,
    [address.postalCode, address.city, address.region].filter(Boolean).join(" "),
    address.country,
  ].filter((line): line is string => line !== null && line !== "");

function DeliverForm(step: StepProps) {
  const { account } = useMessages();
  return (
    <StepForm intent="deliver" button={account.order.todo.deliver} {...step}>
      <p className="text-sm text-muted">{account.order.todo.deliverDetail}</p>
    </StepForm>
  );
}

function DisputeForm(step: StepProps) {
  const { account } = useMessages();
  const words = account.order.todo;
  const reasons = Object.entries(account.order.disputeReasons);
  return (
    <Disclosure label={words.dispute} open={findProblem(step.outcome, "dispute") !== undefined}>
      <StepForm intent="dispute" button={words.disputeSend} variant="secondary" {...step}>
        <div className="grid w-full gap-4">
          <Select
            label={words.disputeReason}
            name="reason"
            options={reasons.map(([value, label]) => ({ value, label }))}
          />
          <Textarea label={words.disputeMessage} name="message" required maxLength={2_000} />
        </div>
      </StepForm>
    </Disclosure>
  );
}
