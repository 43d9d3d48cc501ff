import type { LucideIcon } from "lucide-react";
import { Check, Gavel, Trophy, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { classNames } from "./class-names.ts";

/** Where the reader stands in the current lot. Always an icon and a word beside the colour. */
export type Standing = "leading" | "outbid" | "won" | "over";

const LOOKS: Record<Standing, { icon: LucideIcon; box: string; word: string }> = {
  leading: { icon: Check, box: "border-l-leading bg-leading-wash", word: "text-leading-text" },
  outbid: {
    icon: TriangleAlert,
    box: "border-l-live bg-live-wash animate-flash-live",
    word: "text-live-text",
  },
  won: { icon: Trophy, box: "border-l-leading bg-leading-wash", word: "text-leading-text" },
  over: { icon: Gavel, box: "border-l-line-strong bg-hover", word: "text-text" },
};

/** A strip with a coloured edge: the word, what it means, and one thing to do about it. */
export function StandingBanner(props: {
  standing: Standing;
  word: string;
  detail?: string;
  action?: ReactNode;
}) {
  const look = LOOKS[props.standing];
  const Icon = look.icon;
  return (
    <div className={classNames("flex h-13 items-center gap-2.5 rounded-sm border-l-4 px-3", look.box)}>
      <Icon aria-hidden size={18} strokeWidth={2.5} className={classNames("shrink-0", look.word)} />
      <p className="min-w-0 flex-1 line-clamp-2 text-sm leading-snug">
        <strong className={classNames("font-semibold", look.word)}>{props.word}</strong>
        {props.detail ? <span className="text-text tabular"> {props.detail}</span> : null}
      </p>
      {props.action}
    </div>
  );
}
