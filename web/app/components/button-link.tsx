import type { LinkProps } from "@remix-run/react";
import { Link } from "@remix-run/react";
import { forwardRef } from "react";

import type { ButtonSize, ButtonVariant } from "./button-class.ts";
import { buttonClass } from "./button-class.ts";

type ButtonLinkProps = LinkProps & { variant?: ButtonVariant; size?: ButtonSize; wide?: boolean };

/** A link that looks like a button: it goes somewhere. */
export const ButtonLink = forwardRef<HTMLAnchorElement, ButtonLinkProps>(function ButtonLink(
  { variant = "secondary", size = "md", wide, className = "", ...rest },
  ref,
) {
  return <Link ref={ref} className={`${buttonClass(variant, size, wide)} ${className}`} {...rest} />;
});
