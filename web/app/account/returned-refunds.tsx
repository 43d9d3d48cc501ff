import { Form, useNavigation } from "@remix-run/react";

import type { Refund } from "../../../contract/http/refunds.ts";
import type { FormOutcome } from "../api/form-outcome.ts";
import { findProblem } from "../api/form-outcome.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type ReturnedRefundsProps = {
  refunds: readonly Refund[];
  outcome: FormOutcome | undefined;
  formKey: string;
};

/** For a buyer: what came back of their refunds, and what they can do about it. Nothing came back: nothing is shown. */
export function ReturnedRefunds({ refunds, outcome, formKey }: ReturnedRefundsProps) {
  const words = useMessages().disputes.returned;
  const returned = refunds.filter(({ status }) => status === "failed");
  const problem = findProblem(outcome, "resend-refund");
  if (returned.length === 0) return null;
  return (
    <Section title={words.title} detail={words.detail}>
      <div className="grid gap-5">
        <FormProblemAlert problem={problem} said={words.refused} />
        {returned.map((refund) => (
          <ReturnedRefund key={refund.id} refund={refund} formKey={formKey} />
        ))}
        <p className="max-w-prose text-sm text-muted">{words.otherwise}</p>
      </div>
    </Section>
  );
}

function ReturnedRefund({ refund, formKey }: { refund: Refund; formKey: string }) {
  const words = useMessages().disputes.returned;
  const format = useMoney();
  const form = useNavigation().formData;
  const isPending = form?.get("intent") === "resend-refund" && form.get("refundId") === refund.id;
  const { id, currency, mayResend } = refund;
  const amountMinor = refund.amountMinor - refund.chargedBackMinor;
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-center justify-between gap-3">
      <input type="hidden" name="intent" value="resend-refund" />
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="refundId" value={id} />
      <p>
        <span className="font-display text-lg font-bold tabular">
          {format({ amountMinor, currency }, { exact: true })}
        </span>{" "}
        {words.kept}
      </p>
      {mayResend ? (
        <Button type="submit" pending={isPending}>
          {words.resend}
        </Button>
      ) : null}
    </Form>
  );
}
