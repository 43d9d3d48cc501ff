import type { ComponentPropsWithoutRef } from "react";
import { forwardRef } from "react";

import { Field } from "./field.tsx";

export const CONTROL_CLASS =
  "h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-base text-text placeholder:text-faint aria-[invalid=true]:border-live aria-[invalid=true]:border-2 disabled:bg-hover disabled:text-faint";

type InputProps = ComponentPropsWithoutRef<"input"> & {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: boolean;
  /** A sign before the value, such as a currency's. */
  prefix?: string;
};

/** A line of text with its label. */
export const Input = forwardRef<HTMLInputElement, InputProps>(function Input(
  { label, hint, error, optional, prefix, className = "", ...rest },
  ref,
) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <span className="relative block">
          {prefix ? (
            <span aria-hidden className="absolute inset-y-0 left-3 grid place-items-center text-muted">
              {prefix}
            </span>
          ) : null}
          <input
            ref={ref}
            {...control}
            className={`${CONTROL_CLASS} ${prefix ? "pl-8" : ""} ${className}`}
            {...rest}
          />
        </span>
      )}
    </Field>
  );
});
