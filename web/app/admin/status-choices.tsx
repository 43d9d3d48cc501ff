import { useSearchParams } from "@remix-run/react";

import { ChoiceLink } from "../components/choice-link.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type StatusChoicesProps<Status extends string> = {
  names: Readonly<Record<Status, string>>;
  /** In order; the first is what one sees without asking. */
  statuses: readonly Status[];
};

/** Which state of a queue to look at, in the address. */
export function StatusChoices<Status extends string>({ names, statuses }: StatusChoicesProps<Status>) {
  const words = useMessages().admin;
  const [params] = useSearchParams();
  const chosen = statuses.find((each) => each === params.get("status")) ?? statuses[0];
  const toAddress = (status: Status) => {
    const next = new URLSearchParams(params);
    next.delete("cursor");
    next.set("status", status);
    return `?${next}`;
  };
  return (
    <nav aria-label={words.status} className="flex flex-wrap gap-2">
      {statuses.map((status) => (
        <ChoiceLink key={status} to={toAddress(status)} label={names[status]} isChosen={status === chosen} />
      ))}
    </nav>
  );
}
