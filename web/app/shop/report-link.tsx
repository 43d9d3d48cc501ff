import { Link } from "@remix-run/react";
import { Flag } from "lucide-react";

import type { ReportSubject } from "../../../domain/trust/moderation.ts";
import { useMessages } from "../messages/use-messages.tsx";

/** The quiet way to say that something is wrong with a thing. */
export function ReportLink({ subject, id }: { subject: ReportSubject; id: string }) {
  const words = useMessages().trust.report;
  return (
    <Link
      to={`/report/${subject}/${id}`}
      rel="nofollow"
      className="inline-flex min-h-9 items-center gap-1.5 justify-self-start text-sm text-muted hover:text-text hover:underline"
    >
      <Flag aria-hidden size={14} /> {words.link[subject]}
    </Link>
  );
}
