import type { ComponentPropsWithoutRef } from "react";
import { forwardRef } from "react";

import type { ButtonSize, ButtonVariant } from "./button-class.ts";
import { buttonClass } from "./button-class.ts";
import { Spinner } from "./spinner.tsx";

type ButtonProps = ComponentPropsWithoutRef<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  wide?: boolean;
  /** Shows that the press is being carried out, and takes no second one. */
  pending?: boolean;
};

/** A press that does something. `primary` is volt and only for bidding or what is the reader's to do now. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { variant = "secondary", size = "md", wide, pending = false, className = "", children, onClick, ...rest },
  ref,
) {
  return (
    <button
      ref={ref}
      type="button"
      className={`${buttonClass(variant, size, wide)} ${className}`}
      // `disabled` would drop the focus, and a keyboard reader would lose their place.
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {pending ? <Spinner /> : null}
      {children}
    </button>
  );
});
