import { Check, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";

import { ButtonLink } from "../components/button-link.tsx";
import { classNames } from "../components/class-names.ts";
import { useMessages } from "../messages/use-messages.tsx";

type ReadinessProps = {
  hasCard: boolean;
  hasAddress: boolean;
  returnTo: string | undefined;
  /** Where it is done, when that is not on this page. */
  action?: ReactNode;
};

/** What is still missing before a first bid, or that nothing is. */
export function Readiness({ hasCard, hasAddress, returnTo, action }: ReadinessProps) {
  const { account } = useMessages();
  const isReady = hasCard && hasAddress;
  return (
    <div
      className={classNames(
        "grid gap-3 rounded-md border p-5",
        isReady ? "border-leading bg-leading-wash" : "border-line bg-surface",
      )}
    >
      <h2 className="flex items-center gap-2 text-xl">
        {isReady ? <ShieldCheck aria-hidden size={24} className="text-leading-text" /> : null}
        {isReady ? account.readyTitle : account.almostTitle}
      </h2>
      <p className="max-w-prose text-sm">{isReady ? account.readyBody : account.almostBody}</p>
      {isReady ? null : (
        <ul className="flex flex-wrap gap-x-6 gap-y-2 text-sm font-medium">
          <Step isDone={hasCard} label={account.stepCard} />
          <Step isDone={hasAddress} label={account.stepAddress} />
        </ul>
      )}
      {isReady || !action ? null : <div>{action}</div>}
      {isReady && returnTo ? (
        <div>
          <ButtonLink to={returnTo} variant="primary">
            {account.backToRoom}
          </ButtonLink>
        </div>
      ) : null}
    </div>
  );
}

function Step({ isDone, label }: { isDone: boolean; label: string }) {
  const { account } = useMessages();
  return (
    <li className="flex items-center gap-2">
      <span
        className={classNames(
          "grid size-6 place-items-center rounded-full border",
          isDone ? "border-leading bg-leading text-on-leading" : "border-line-strong",
        )}
      >
        {isDone ? <Check aria-hidden size={14} strokeWidth={3} /> : null}
      </span>
      {label}
      {isDone ? <span className="sr-only">{account.done}</span> : null}
    </li>
  );
}
