import { Check } from "lucide-react";
import type { ComponentPropsWithoutRef, ReactNode } from "react";

type CheckboxProps = Omit<ComponentPropsWithoutRef<"input">, "type"> & { label: ReactNode };

/** A native checkbox, drawn over: it submits with its form, with or without scripts. */
export function Checkbox({ label, ...rest }: CheckboxProps) {
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 text-base">
      <span className="relative grid size-6 shrink-0 place-items-center">
        <input
          type="checkbox"
          className="peer size-6 appearance-none rounded-sm border border-line-strong bg-surface checked:border-text checked:bg-text"
          {...rest}
        />
        <Check
          aria-hidden
          size={16}
          strokeWidth={3}
          className="pointer-events-none absolute hidden text-ground peer-checked:block"
        />
      </span>
      <span>{label}</span>
    </label>
  );
}
