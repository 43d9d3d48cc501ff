import { Link } from "@remix-run/react";

import { classNames } from "./class-names.ts";

/** One of a few ways to look at a list, kept in the address. */
export function ChoiceLink({ to, label, isChosen }: { to: string; label: string; isChosen: boolean }) {
  return (
    <Link
      to={to}
      aria-current={isChosen ? "true" : undefined}
      preventScrollReset
      className={classNames(
        "press-area inline-flex h-9 items-center rounded-full border px-4 text-sm font-semibold",
        isChosen ? "border-text bg-text text-ground" : "border-line-strong hover:bg-hover",
      )}
    >
      {label}
    </Link>
  );
}
