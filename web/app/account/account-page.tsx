import type { ReactNode } from "react";

import type { FormOutcome } from "../api/form-outcome.ts";
import { PAGE_HEADING_ID, useOutcome } from "./use-outcome.ts";
import { useStepUp } from "./use-step-up.tsx";

type AccountPageProps = {
  title: string;
  detail?: string;
  action?: ReactNode;
  /** What became of the form that was sent, if one was, and what to say when it worked, by intent. */
  outcome?: FormOutcome | undefined;
  said?: Readonly<Record<string, string | undefined>>;
  children: ReactNode;
};

const NOTHING_SAID = {};

/** One part of the account: its heading, what is under it, and what happens around its forms. */
export function AccountPage(props: AccountPageProps) {
  const { title, detail, action, outcome, said = NOTHING_SAID, children } = props;
  useOutcome(outcome, said);
  const stepUp = useStepUp(outcome);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-6">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div className="max-w-prose">
          <h1 id={PAGE_HEADING_ID} tabIndex={-1} className="text-2xl outline-none md:text-3xl">
            {title}
          </h1>
          {detail ? <p className="mt-1 text-muted">{detail}</p> : null}
        </div>
        {action}
      </header>
      {children}
      {stepUp}
    </div>
  );
}
