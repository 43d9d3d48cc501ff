import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useId } from "react";

import { useMessages } from "../messages/use-messages.tsx";

/** What a control gets from the field around it. */
export type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean | undefined;
  children: (control: FieldControl) => ReactNode;
};

/** A label, a control, a hint, and what is wrong with it: tied together for eye and ear. */
export function Field({ label, hint, error, optional, children }: FieldProps) {
  const { common } = useMessages();
  const id = useId();
  const describedBy = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}{" "}
        {optional ? <span className="font-normal text-muted">({common.optional.toLowerCase()})</span> : null}
      </label>
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-medium text-live-text">
          <CircleAlert aria-hidden size={16} className="mt-0.5 shrink-0" /> {error}
        </p>
      ) : null}
    </div>
  );
}
