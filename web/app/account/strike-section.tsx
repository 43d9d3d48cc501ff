import { Form, Link, useNavigation } from "@remix-run/react";

import type { Strike } from "../../../contract/http/strikes.ts";
import { strikeRules } from "../../../domain/trust/strikes.ts";
import { findProblem } from "../api/form-outcome.ts";
import type { FormOutcome } from "../api/form-outcome.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { Textarea } from "../components/textarea.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { Disclosure } from "./disclosure.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type StrikeSectionProps = {
  strikes: readonly Strike[];
  countingMax: number;
  blockedUntil: string | null;
  outcome: FormOutcome | undefined;
};

/** What was won and not paid, what that means, and how to say that it was not one's doing. */
export function StrikeSection({ strikes, countingMax, blockedUntil, outcome }: StrikeSectionProps) {
  const words = useMessages().trust.strikes;
  return (
    <Section title={words.title} detail={words.detail(countingMax)}>
      <div className="grid gap-5">
        {blockedUntil === null ? null : (
          <FormAlert>
            {words.blocked} <Time atMs={Date.parse(blockedUntil)} format="date" />
          </FormAlert>
        )}
        {strikes.length === 0 ? (
          <p className="text-muted">{words.none}</p>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {strikes.map((strike) => (
              <StrikeRow key={strike.id} strike={strike} outcome={outcome} />
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

function StrikeRow({ strike, outcome }: { strike: Strike; outcome: FormOutcome | undefined }) {
  const words = useMessages().trust.strikes;
  const state = strike.removedAt !== null ? "removed" : strike.isCounting ? "counting" : "expired";
  return (
    <li className="grid gap-2 py-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link to={`/orders/${strike.orderId}`} className="font-semibold underline-offset-4 hover:underline">
          {strike.title}
        </Link>
        <Badge tone={state === "counting" ? "live" : "outline"}>{words.states[state]}</Badge>
      </p>
      <p className="text-sm text-muted">
        <Time atMs={Date.parse(strike.givenAt)} format="date" /> · {words.until}{" "}
        <Time atMs={Date.parse(strike.expiresAt)} format="date" />
      </p>
      {strike.appeal === null ? null : (
        <p className="max-w-prose break-words whitespace-pre-line text-sm">
          <span className="font-semibold">{words.yours}</span> {strike.appeal}
        </p>
      )}
      {strike.decision === null ? null : (
        <p className="max-w-prose break-words whitespace-pre-line text-sm">
          <span className="font-semibold">{words.ours}</span> {strike.decision}
        </p>
      )}
      {strike.isCounting && strike.appealStatus === "none" ? (
        <AppealForm strikeId={strike.id} outcome={outcome} />
      ) : null}
    </li>
  );
}

function AppealForm({ strikeId, outcome }: { strikeId: string; outcome: FormOutcome | undefined }) {
  const words = useMessages().trust.strikes;
  const sent = useNavigation().formData;
  const problem = findProblem(outcome, "appeal");
  return (
    <Disclosure label={words.appeal} open={problem !== undefined}>
      <Form method="post" preventScrollReset className="grid gap-4">
        <input type="hidden" name="intent" value="appeal" />
        <input type="hidden" name="id" value={strikeId} />
        <FormProblemAlert problem={problem} said={words.refused} />
        <Textarea
          label={words.appealLabel}
          name="text"
          required
          maxLength={strikeRules.appealLengthMax}
          hint={words.appealHint}
        />
        <Button type="submit" pending={sent?.get("id") === strikeId} className="justify-self-start">
          {words.send}
        </Button>
      </Form>
    </Disclosure>
  );
}
