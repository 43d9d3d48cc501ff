import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** Nothing here yet: why, and what would put something here. */
export function EmptyState(props: { icon: LucideIcon; title: string; body: string; action?: ReactNode }) {
  const Icon = props.icon;
  return (
    <div className="grid justify-items-center gap-3 rounded-md border border-dashed border-line-strong px-6 py-12 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-hover text-muted">
        <Icon aria-hidden size={26} strokeWidth={1.75} />
      </span>
      <h2 className="text-xl">{props.title}</h2>
      <p className="max-w-md text-muted">{props.body}</p>
      {props.action ? <div className="mt-2">{props.action}</div> : null}
    </div>
  );
}
