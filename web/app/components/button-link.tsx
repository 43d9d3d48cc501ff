import type { LinkProps } from "@remix-run/react";
import { Link } from "@remix-run/react";

import type { ButtonSize, ButtonVariant } from "./button-class.ts";
import { buttonClass } from "./button-class.ts";

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({
  variant = "secondary",
  size = "md",
  wide,
  className = "",
  ...rest
}: LinkProps & { variant?: ButtonVariant; size?: ButtonSize; wide?: boolean }) {
  return <Link className={`${buttonClass(variant, size, wide)} ${className}`} {...rest} />;
}
