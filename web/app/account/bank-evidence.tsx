import { Form, useNavigation } from "@remix-run/react";

import type { Dispute } from "../../../contract/http/disputes.ts";
import type { FormOutcome } from "../api/form-outcome.ts";
import { findProblem } from "../api/form-outcome.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Textarea } from "../components/textarea.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type Evidence = NonNullable<Dispute["bankEvidence"]>;
type BankEvidenceProps = {
  evidence: Evidence;
  /** When the house answers the bank for a seller who did not. */
  answerDueAt: string | null;
  outcome: FormOutcome | undefined;
  formKey: string;
};

/** A seller's case at the buyer's bank: a form while it can be handed in, and then what became of it. */
export function BankEvidence({ evidence, answerDueAt, outcome, formKey }: BankEvidenceProps) {
  const words = useMessages().disputes.bankEvidence;
  const { status, dueAt, submittedAt } = evidence;
  return (
    <section
      aria-label={words.title}
      className="grid gap-4 rounded-md border border-line bg-sunken p-4 sm:p-5"
    >
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-lg">{words.title}</h3>
        <Badge tone={status === "submitted" ? "leading" : "outline"}>{words.statuses[status]}</Badge>
      </header>
      <p className="max-w-prose">
        {words.details[status]}
        {submittedAt ? (
          <>
            {" "}
            <Time atMs={Date.parse(submittedAt)} />
          </>
        ) : null}
      </p>
      {status === "due" ? (
        <>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
            <Moment label={words.bankTakes} at={dueAt} />
            <Moment label={words.weSend} at={answerDueAt} />
          </dl>
          <EvidenceForm outcome={outcome} formKey={formKey} />
        </>
      ) : null}
    </section>
  );
}

function Moment({ label, at }: { label: string; at: string | null }) {
  if (at === null) return null;
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="font-semibold">
        <Time atMs={Date.parse(at)} />
      </dd>
    </>
  );
}

/** What is still to be said, with two ways on: keep it for now, or hand all of it in, which is done once. */
function EvidenceForm({ outcome, formKey }: Pick<BankEvidenceProps, "outcome" | "formKey">) {
  const { disputes } = useMessages();
  const words = disputes.bankEvidence;
  const intent = useNavigation().formData?.get("intent");
  const problem = findProblem(outcome, "submit-evidence") ?? findProblem(outcome, "say-in-dispute");
  const isSaid = outcome?.ok === true && outcome.intent === "say-in-dispute";
  return (
    // A new one after each message, so that the field is empty again.
    <Form key={isSaid ? formKey : "open"} method="post" preventScrollReset className="grid gap-3">
      <input type="hidden" name="key" value={formKey} />
      <FormProblemAlert problem={problem} said={disputes.refused} />
      <Textarea
        label={words.write}
        hint={words.writeHint}
        name="message"
        maxLength={2_000}
        optional
        error={problem?.fields["message"] === undefined ? undefined : words.empty}
      />
      <p className="text-sm text-muted">{words.once}</p>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          name="intent"
          value="submit-evidence"
          pending={intent === "submit-evidence"}
        >
          {words.submit}
        </Button>
        <Button
          type="submit"
          name="intent"
          value="say-in-dispute"
          variant="secondary"
          pending={intent === "say-in-dispute"}
        >
          {words.keep}
        </Button>
      </div>
    </Form>
  );
}
