import type { ComponentPropsWithoutRef } from "react";

import { Field } from "./field.tsx";
import { CONTROL_CLASS } from "./input.tsx";

type TextareaProps = ComponentPropsWithoutRef<"textarea"> & {
  label: string;
  hint?: string;
  error?: string | undefined;
  optional?: boolean;
};

export function Textarea({ label, hint, error, optional, ...rest }: TextareaProps) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) => (
        <textarea rows={4} {...control} className={`${CONTROL_CLASS} h-auto min-h-24 py-2.5`} {...rest} />
      )}
    </Field>
  );
}
