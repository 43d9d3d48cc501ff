import { Form, useNavigation } from "@remix-run/react";
import { Download } from "lucide-react";

import type { Dispute } from "../../../contract/http/disputes.ts";
import type { FormOutcome } from "../api/form-outcome.ts";
import { findProblem } from "../api/form-outcome.ts";
import type { BadgeTone } from "../components/badge.tsx";
import { Badge } from "../components/badge.tsx";
import { buttonClass } from "../components/button-class.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Textarea } from "../components/textarea.tsx";
import { Countdown } from "../format/countdown.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { BankEvidence } from "./bank-evidence.tsx";
import { DisputeThread } from "./dispute-thread.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type Side = "buyer" | "seller";

type DisputeSectionProps = {
  dispute: Dispute;
  side: Side;
  nowMs: number;
  outcome: FormOutcome | undefined;
  formKey: string;
};

/** An order's dispute as one of its two parties sees it: where it stands, until when what is theirs to do, what was said. */
export function DisputeSection({ dispute, side, nowMs, outcome, formKey }: DisputeSectionProps) {
  const { account, disputes: words } = useMessages();
  const format = useMoney();
  const { origin, status, currency, amountMinor, openedAt, resolution, resolvedAt } = dispute;
  const about = format({ amountMinor, currency }, { exact: true });
  const isOpen = status === "open";
  // Where a bank asks for it, what a seller says is said to the bank.
  const evidence = side === "seller" ? dispute.bankEvidence : null;
  return (
    <Section
      title={origin === "bank" ? words.atBank : words.title}
      detail={`${account.order.disputeReasons[dispute.reason]} · ${words.about(about)}`}
      action={<Badge tone={getTone(dispute, side)}>{words.statuses[side][status]}</Badge>}
    >
      <div className="grid gap-5">
        {isOpen ? (
          <p>{origin === "bank" ? words.bank[side] : words.held[side]}</p>
        ) : (
          <div>
            <p className="text-sm text-muted">
              {words.resolution}
              {resolvedAt ? (
                <>
                  {" · "}
                  <Time atMs={Date.parse(resolvedAt)} />
                </>
              ) : null}
            </p>
            <p>{resolution ?? words.statuses[side][status]}</p>
          </div>
        )}
        {isOpen && evidence === null ? <AnswerDue dispute={dispute} side={side} nowMs={nowMs} /> : null}
        <DisputeThread dispute={dispute} />
        {evidence !== null ? (
          <BankEvidence
            evidence={evidence}
            answerDueAt={dispute.answerDueAt}
            outcome={outcome}
            formKey={formKey}
          />
        ) : null}
        {isOpen && evidence === null ? (
          <MessageForm
            side={side}
            isTheirTurn={side === "seller" && !hasAnswered(dispute)}
            outcome={outcome}
            formKey={formKey}
          />
        ) : null}
        {side === "seller" ? <EvidenceLink orderId={dispute.orderId} /> : null}
        <p className="text-sm text-muted">
          {words.opened} <Time atMs={Date.parse(openedAt)} />
        </p>
      </div>
    </Section>
  );
}

function getTone({ status }: Dispute, side: Side): BadgeTone {
  if (status === "open") return "live";
  return (status === "won") === (side === "seller") ? "leading" : "outline";
}

const hasAnswered = ({ messages }: Dispute): boolean => messages.some(({ author }) => author === "seller");

/** Until when the seller has to answer; nothing once they did. */
function AnswerDue({ dispute, side, nowMs }: Pick<DisputeSectionProps, "dispute" | "side" | "nowMs">) {
  const words = useMessages().disputes.due;
  const { answerDueAt } = dispute;
  if (answerDueAt === null) return null;
  if (hasAnswered(dispute)) {
    return side === "seller" ? <p className="text-muted">{words.answered}</p> : null;
  }
  const dueMs = Date.parse(answerDueAt);
  return (
    <p>
      <span className="font-semibold">
        <Countdown toMs={dueMs} nowMs={nowMs} before={words[side]} over={words.over[side]} />
      </span>
      {dueMs > nowMs ? (
        <span className="text-muted">
          {", "}
          {words.until} <Time atMs={dueMs} />
        </span>
      ) : null}
    </p>
  );
}

type MessageFormProps = {
  side: Side;
  isTheirTurn: boolean;
  outcome: FormOutcome | undefined;
  formKey: string;
};

/** Says something in an open dispute. */
function MessageForm({ side, isTheirTurn, outcome, formKey }: MessageFormProps) {
  const words = useMessages().disputes;
  const isPending = useNavigation().formData?.get("intent") === "say-in-dispute";
  const problem = findProblem(outcome, "say-in-dispute");
  const isSent = outcome?.ok === true && outcome.intent === "say-in-dispute";
  return (
    // A new one after each message, so that the field is empty again.
    <Form key={isSent ? formKey : "open"} method="post" preventScrollReset className="grid gap-3">
      <input type="hidden" name="intent" value="say-in-dispute" />
      <input type="hidden" name="key" value={formKey} />
      <FormProblemAlert problem={problem} said={words.refused} />
      <Textarea
        label={words.write[side]}
        hint={words.writeHint[side]}
        name="message"
        required
        maxLength={2_000}
        error={problem?.fields["message"]}
      />
      <div>
        <Button type="submit" variant={isTheirTurn ? "primary" : "secondary"} pending={isPending}>
          {words.send}
        </Button>
      </div>
    </Form>
  );
}

/** What the records say, as a file: for the seller to look at and to hand on. */
function EvidenceLink({ orderId }: { orderId: string }) {
  const words = useMessages().disputes;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4">
      <p className="max-w-prose text-sm text-muted">{words.evidenceDetail}</p>
      <a
        href={`/orders/${orderId}/evidence`}
        download={`evidence-${orderId}.json`}
        className={buttonClass("secondary", "sm")}
      >
        <Download aria-hidden size={16} /> {words.evidence}
      </a>
    </div>
  );
}
