import type { ReactNode } from "react";

import { classNames } from "./class-names.ts";

export type BadgeTone = "plain" | "live" | "leading" | "accent" | "outline";

const TONES: Record<BadgeTone, string> = {
  plain: "bg-hover text-text",
  live: "bg-live text-on-live",
  leading: "bg-leading-wash text-leading-text",
  accent: "bg-accent text-on-accent",
  outline: "border border-line-strong text-muted",
};

/** A word or two about the thing it sits on. A live one has a dot that breathes. */
export function Badge({
  tone = "plain",
  dot,
  children,
}: {
  tone?: BadgeTone;
  dot?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={classNames(
        "inline-flex h-6 items-center gap-1.5 rounded-full px-2.5 text-xs font-semibold whitespace-nowrap tabular",
        TONES[tone],
      )}
    >
      {dot ? <span aria-hidden className="size-1.5 animate-live rounded-full bg-current" /> : null}
      {children}
    </span>
  );
}
