import { Plus } from "lucide-react";
import type { ReactNode } from "react";

/** A form that waits behind a line. Native, so that it opens without scripts. */
export function Disclosure(props: { label: string; open?: boolean; children: ReactNode }) {
  return (
    <details open={props.open} className="group rounded-md border border-line open:border-line-strong">
      <summary className="flex min-h-12 list-none items-center gap-2 rounded-md px-4 font-semibold hover:bg-hover [&::-webkit-details-marker]:hidden">
        <Plus aria-hidden size={18} className="transition-transform group-open:rotate-45" />
        {props.label}
      </summary>
      <div className="border-t border-line p-4">{props.children}</div>
    </details>
  );
}
