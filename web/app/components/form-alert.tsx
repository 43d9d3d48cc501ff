import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** What is wrong with a whole form, said as soon as it is known. */
export function FormAlert({ children }: { children: ReactNode }) {
  return (
    <p
      role="alert"
      className="flex items-start gap-2.5 rounded-sm border-l-4 border-l-live bg-live-wash px-3 py-2.5 text-sm font-medium"
    >
      <TriangleAlert aria-hidden size={18} className="mt-px shrink-0 text-live-text" />
      <span>{children}</span>
    </p>
  );
}
