import { ChevronDown } from "lucide-react";
import type { ComponentPropsWithoutRef } from "react";

import { Field } from "./field.tsx";
import { CONTROL_CLASS } from "./input.tsx";

type SelectProps = ComponentPropsWithoutRef<"select"> & {
  label: string;
  options: readonly { readonly value: string; readonly label: string }[];
  hint?: string;
  error?: string | undefined;
};

/** The platform's own select: phones show their wheel, keyboards their type-ahead, and it works without scripts. */
export function Select({ label, options, hint, error, ...rest }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <span className="relative block">
          <select {...control} className={`${CONTROL_CLASS} appearance-none pr-10`} {...rest}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            size={18}
            className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-muted"
          />
        </span>
      )}
    </Field>
  );
}
