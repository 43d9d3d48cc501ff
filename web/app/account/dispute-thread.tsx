import type { Dispute } from "../../../contract/http/disputes.ts";
import { Avatar } from "../components/avatar.tsx";
import { Badge } from "../components/badge.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** What the two parties and the house said, from the first word. */
export function DisputeThread({ dispute }: { dispute: Dispute }) {
  const words = useMessages().disputes;
  if (dispute.messages.length === 0) return <p className="text-muted">{words.nothing}</p>;
  return (
    <ol aria-label={words.thread} className="grid gap-4">
      {dispute.messages.map(({ id, author, displayName, text, at }) => (
        <li key={id} className="flex gap-3">
          <Avatar name={displayName} size="sm" />
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
              <span className="font-semibold">{displayName}</span>
              <Badge tone="outline">{words.authors[author]}</Badge>
              <span className="text-muted">
                <Time atMs={Date.parse(at)} />
              </span>
            </p>
            <p className="mt-1 break-words whitespace-pre-line">{text}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
