import { Check, Copy, Download, LifeBuoy, Printer } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { ButtonLink } from "../components/button-link.tsx";
import { buttonClass } from "../components/button-class.ts";
import { Button } from "../components/button.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** New recovery codes, the one time they can be seen: to be copied, kept as a file or printed. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { common, factors } = useMessages();
  const words = factors.recovery;
  const heading = useRef<HTMLHeadingElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => heading.current?.focus(), [codes]);
  const text = codes.join("\n");
  return (
    <section
      aria-labelledby="recovery-codes"
      className="printed grid gap-4 rounded-md border-2 border-leading bg-leading-wash p-5 sm:p-6"
    >
      <div className="flex items-start gap-3">
        <LifeBuoy aria-hidden size={22} className="mt-0.5 shrink-0 text-leading-text" />
        <div>
          <h2 id="recovery-codes" ref={heading} tabIndex={-1} className="text-xl outline-none">
            {words.madeTitle}
          </h2>
          <p className="mt-1 max-w-prose text-sm">{words.made}</p>
        </div>
      </div>
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
    </section>
  );
}
