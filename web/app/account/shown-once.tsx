import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useEffect, useId, useRef } from "react";

type ShownOnceProps = {
  icon: LucideIcon;
  title: string;
  text: string;
  /** What was made; the focus goes to the title whenever it is another one. */
  secret: unknown;
  className?: string;
  children: ReactNode;
};

/** A secret that was just made, the one time it can be seen. */
export function ShownOnce({ icon: Icon, title, text, secret, className = "", children }: ShownOnceProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [secret]);
  return (
    <section
      aria-labelledby={id}
      className={`${className} grid gap-4 rounded-md border-2 border-leading bg-leading-wash p-5 sm:p-6`}
    >
      <div className="flex items-start gap-3">
        <Icon aria-hidden size={22} className="mt-0.5 shrink-0 text-leading-text" />
        <div>
          <h2 id={id} ref={heading} tabIndex={-1} className="text-xl outline-none">
            {title}
          </h2>
          <p className="mt-1 max-w-prose text-sm">{text}</p>
        </div>
      </div>
      {children}
    </section>
  );
}
