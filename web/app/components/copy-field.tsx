import { Check, Copy } from "lucide-react";
import { useId, useRef, useState } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { Button } from "./button.tsx";

const SHOWN_MS = 2_000;

/** A text to take elsewhere: shown whole, copied with one press, selected whole where no script runs. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { common } = useMessages();
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLElement>(null);
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch {
      // Browsers refuse the clipboard outside https and without permission; the reader copies what is selected.
      if (field.current) getSelection()?.selectAllChildren(field.current);
    }
  }
  return (
    <div className="grid gap-1.5">
      <span id={id} className="text-sm font-semibold">
        {label}
      </span>
      <div className="flex items-stretch gap-2">
        <code
          ref={field}
          aria-labelledby={id}
          className="grid min-h-11 min-w-0 flex-1 content-center rounded-md border border-line-strong bg-sunken px-3 py-2 text-sm break-all select-all"
        >
          {value}
        </code>
        <Button
          onClick={() => void copy()}
          aria-label={`${common.copy}: ${label}`}
          className="noscript:hidden"
        >
          {isCopied ? <Check aria-hidden size={18} /> : <Copy aria-hidden size={18} />}
          {isCopied ? common.copied : common.copy}
        </Button>
      </div>
      <span role="status" className="sr-only">
        {isCopied ? common.copied : ""}
      </span>
    </div>
  );
}
