import type { ComponentPropsWithoutRef } from "react";
import { forwardRef } from "react";

import { Input } from "../components/input.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type CodeInputProps = Omit<ComponentPropsWithoutRef<typeof Input>, "label"> & { label?: string };

/** A code of an authenticator app: phones offer the one of a message or a password manager above the keyboard. */
export const CodeInput = forwardRef<HTMLInputElement, CodeInputProps>(function CodeInput(
  { label, ...rest },
  ref,
) {
  const { factors } = useMessages();
  return (
    <Input
      ref={ref}
      label={label ?? factors.code}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      maxLength={32}
      required
      className="tabular tracking-[0.15em]"
      {...rest}
    />
  );
});
