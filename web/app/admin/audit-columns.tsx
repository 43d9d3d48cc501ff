import { Link } from "@remix-run/react";

import type { AuditEntry } from "../../../contract/http/moderation.ts";
import type { Column } from "../components/table.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** The audit log as a table. Whom and what an entry names leads to all that is said of them. */
export function useAuditColumns(): readonly Column<AuditEntry>[] {
  const words = useMessages().admin.audit;
  const { columns } = words;
  return [
    {
      key: "at",
      title: columns.at,
      cell: ({ at }) => (
        <span className="whitespace-nowrap tabular">
          <Time atMs={Date.parse(at)} />
        </span>
      ),
    },
    { key: "action", title: columns.action, cell: ({ action }) => <code className="text-xs">{action}</code> },
    {
      key: "actor",
      title: columns.actor,
      cell: ({ actorId }) =>
        actorId === null ? (
          <span className="text-muted">{words.platform}</span>
        ) : (
          <IdLink to={`/admin/audit?actorId=${actorId}`} id={actorId} label={words.onlyActor(actorId)} />
        ),
    },
    {
      key: "subject",
      title: columns.subject,
      cell: ({ subjectType, subjectId }) => (
        <span className="flex items-center gap-2 whitespace-nowrap">
          {subjectType}
          <IdLink
            to={`/admin/audit?${new URLSearchParams({ subjectType, subjectId })}`}
            id={subjectId}
            label={words.onlySubject(subjectId)}
          />
        </span>
      ),
    },
    {
      key: "details",
      title: columns.details,
      cell: ({ details }) =>
        details === null ? null : (
          <details className="max-w-80 min-w-24">
            <summary className="press-area min-h-6 font-semibold text-muted hover:text-text">
              {words.more}
            </summary>
            <pre className="mt-1 text-xs break-words whitespace-pre-wrap">
              {JSON.stringify(details, undefined, 2)}
            </pre>
          </details>
        ),
    },
  ];
}

/** The end of an id tells two apart; the beginning of ids made on one day is the same. */
function IdLink({ to, id, label }: { to: string; id: string; label: string }) {
  return (
    <Link
      to={to}
      title={label}
      className="press-area inline-block rounded-sm font-mono whitespace-nowrap text-xs underline underline-offset-4"
    >
      …{id.slice(-8)}
    </Link>
  );
}
