import { Copy, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useState } from "react";

import { useMessages } from "../messages/use-messages.tsx";

/** What went wrong, what to do, and the number support will ask for. */
export function ErrorState(props: {
  title: string;
  body: string;
  requestId?: string | undefined;
  action?: ReactNode;
  /** True when it is all there is of the page. */
  isPage?: boolean;
}) {
  const Heading = props.isPage ? "h1" : "h2";
  return (
    <div
      role="alert"
      className="grid justify-items-start gap-3 rounded-md border border-l-4 border-line border-l-live bg-surface px-5 py-6 sm:px-8"
    >
      <Heading className="flex items-center gap-2.5 text-xl">
        <TriangleAlert aria-hidden size={22} className="text-live-text" /> {props.title}
      </Heading>
      <p className="max-w-prose text-muted">{props.body}</p>
      {props.action ? <div className="mt-1 flex flex-wrap gap-2">{props.action}</div> : null}
      {props.requestId ? <RequestNumber id={props.requestId} /> : null}
    </div>
  );
}

function RequestNumber({ id }: { id: string }) {
  const { common } = useMessages();
  const [copied, setCopied] = useState(false);
  function copy() {
    void navigator.clipboard.writeText(id).then(() => setCopied(true));
  }
  return (
    <button
      type="button"
      onClick={copy}
      title={common.errors.copyRequestId}
      className="press-area flex items-center gap-2 rounded-sm text-xs text-muted hover:text-text"
    >
      <Copy aria-hidden size={14} />
      <code>{common.errors.requestId(id)}</code>
      <span role="status">{copied ? common.errors.copied : ""}</span>
    </button>
  );
}
