import { Form, useNavigation } from "@remix-run/react";
import { Monitor, Smartphone } from "lucide-react";

import type { SignIn } from "../../../contract/http/sessions.ts";
import type { FormProblem } from "../api/form-problem.ts";
import { Badge } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type SignInSectionProps = { signIns: readonly SignIn[]; problem: FormProblem | undefined };

/** Every device that is in, this one first. */
export function SignInSection({ signIns, problem }: SignInSectionProps) {
  const words = useMessages().security.signIns;
  const sorted = signIns.toSorted((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
  const others = signIns.filter(({ isCurrent }) => !isCurrent).length;
  return (
    <Section
      title={words.title}
      detail={others === 0 ? words.only : words.detail}
      action={others > 1 ? <EndOthers count={others} /> : undefined}
    >
      <FormProblemAlert problem={problem} />
      <ul className="-my-2 divide-y divide-line">
        {sorted.map((signIn) => (
          <SignInRow key={signIn.id} signIn={signIn} />
        ))}
      </ul>
    </Section>
  );
}

function SignInRow({ signIn }: { signIn: SignIn }) {
  const words = useMessages().security.signIns;
  const from = [signIn.place, signIn.ipAddress].filter(Boolean).join(" · ");
  const Icon = /iPhone|iPad|Android|app/u.test(signIn.device) ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-4 py-3">
      <span className="grid size-11 shrink-0 place-items-center rounded-md bg-hover text-muted">
        <Icon aria-hidden size={20} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          {signIn.device} {signIn.isCurrent ? <Badge tone="leading">{words.current}</Badge> : null}
        </p>
        {from ? <p className="text-sm text-muted">{from}</p> : null}
        <p className="text-sm text-muted">
          {words.seen} <Time atMs={Date.parse(signIn.lastSeenAt)} />
        </p>
      </div>
      {signIn.isCurrent ? null : (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="end-sign-in" />
          <input type="hidden" name="id" value={signIn.id} />
          <Button type="submit" size="sm" aria-label={words.endLabel(signIn.device)}>
            {words.end}
          </Button>
        </Form>
      )}
    </li>
  );
}

function EndOthers({ count }: { count: number }) {
  const words = useMessages().security.signIns;
  const isPending = useNavigation().formData?.get("intent") === "end-other-sign-ins";
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="end-other-sign-ins" />
      <Button type="submit" variant="danger" size="sm" pending={isPending}>
        {words.endOthers(count)}
      </Button>
    </Form>
  );
}
