import type { LucideIcon } from "lucide-react";
import type { ComponentPropsWithoutRef } from "react";
import { forwardRef } from "react";

type IconButtonProps = ComponentPropsWithoutRef<"button"> & { icon: LucideIcon; label: string };

/** A picture to press; the label is what a screen reader and a tooltip say. */
export const IconButton = forwardRef<HTMLButtonElement, IconButtonProps>(function IconButton(
  { icon: Icon, label, className = "", ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      aria-label={label}
      title={label}
      className={`inline-flex size-11 shrink-0 items-center justify-center rounded-md text-text transition-colors hover:bg-hover disabled:text-faint ${className}`}
      {...rest}
    >
      <Icon aria-hidden size={20} strokeWidth={2} />
    </button>
  );
});
