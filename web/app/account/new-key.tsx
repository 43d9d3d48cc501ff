import { KeyRound } from "lucide-react";
import { useEffect, useRef } from "react";

import { ButtonLink } from "../components/button-link.tsx";
import { CopyField } from "../components/copy-field.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** A key that was just made, the one time it can be seen. */
export function NewKey({ name, secret }: { name: string; secret: string }) {
  const { keys } = useMessages();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [secret]);
  return (
    <section
      aria-labelledby="new-key"
      className="grid gap-4 rounded-md border-2 border-leading bg-leading-wash p-5 sm:p-6"
    >
      <div className="flex items-start gap-3">
        <KeyRound aria-hidden size={22} className="mt-0.5 shrink-0 text-leading-text" />
        <div>
          <h2 id="new-key" ref={heading} tabIndex={-1} className="text-xl outline-none">
            {keys.madeTitle}
          </h2>
          <p className="mt-1 max-w-prose text-sm">{keys.made}</p>
        </div>
      </div>
      <CopyField label={name} value={secret} />
      <div>
        <ButtonLink to="/account/keys" replace preventScrollReset>
          {keys.done}
        </ButtonLink>
      </div>
    </section>
  );
}
