import { Check, Copy, Download, LifeBuoy, Printer } from "lucide-react";
import { useState } from "react";

import { ButtonLink } from "../components/button-link.tsx";
import { buttonClass } from "../components/button-class.ts";
import { Button } from "../components/button.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ShownOnce } from "./shown-once.tsx";

/** New recovery codes, the one time they can be seen: to be copied, kept as a file or printed. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { common, factors } = useMessages();
  const words = factors.recovery;
  const [isCopied, setCopied] = useState(false);
  const text = codes.join("\n");
  return (
    <ShownOnce icon={LifeBuoy} title={words.madeTitle} text={words.made} secret={codes} className="printed">
      <ul
        aria-label={words.list}
        className="grid grid-cols-2 gap-x-6 gap-y-2 rounded-md border border-line bg-surface p-4 sm:w-fit"
      >
        {codes.map((code) => (
          <li key={code}>
            <code className="text-base select-all">{code}</code>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2 noscript:hidden print:hidden">
        <Button
          onClick={() =>
            void navigator.clipboard.writeText(text).then(
              () => setCopied(true),
              () => {},
            )
          }
        >
          {isCopied ? <Check aria-hidden size={18} /> : <Copy aria-hidden size={18} />}
          <span aria-live="polite">{isCopied ? common.copied : words.copy}</span>
        </Button>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download={words.fileName}
          className={buttonClass("secondary", "md")}
        >
          <Download aria-hidden size={18} /> {words.download}
        </a>
        <Button onClick={() => window.print()}>
          <Printer aria-hidden size={18} /> {words.print}
        </Button>
      </div>
      <div className="print:hidden">
        <ButtonLink to="/account/security" replace preventScrollReset variant="primary">
          {words.done}
        </ButtonLink>
      </div>
    </ShownOnce>
  );
}
