import { Eye, EyeOff } from "lucide-react";
import type { ComponentPropsWithoutRef } from "react";
import { useState } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { Field } from "./field.tsx";
import { CONTROL_CLASS } from "./input.tsx";

type PasswordInputProps = Omit<ComponentPropsWithoutRef<"input">, "type"> & {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
};

/** A password with a way to see what one types: long ones are mistyped, and a phone's keyboard hides its own slips. */
export function PasswordInput({ label, hint, error, className = "", ...rest }: PasswordInputProps) {
  const { common } = useMessages();
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  const action = isShown ? common.password.hide : common.password.show;
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <span className="relative block">
          <input
            {...control}
            type={isShown ? "text" : "password"}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className={`${CONTROL_CLASS} pr-12 ${className}`}
            {...rest}
          />
          <button
            type="button"
            aria-label={action}
            title={action}
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-0 right-0 grid w-11 place-items-center rounded-md text-muted hover:text-text noscript:hidden"
          >
            <Icon aria-hidden size={18} />
          </button>
        </span>
      )}
    </Field>
  );
}
