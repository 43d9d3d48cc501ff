import { Link, NavLink } from "@remix-run/react";
import { Search } from "lucide-react";

import { useMessages } from "../messages/use-messages.tsx";
import type { Account } from "./account-menu.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { ButtonLink } from "./button-link.tsx";
import { classNames } from "./class-names.ts";
import { Logo } from "./logo.tsx";
import { SearchForm } from "./search-form.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

type SiteHeaderProps = {
  account: Account | undefined;
  query?: string;
  /** In a room a phone has no place for it. */
  desktopOnly?: boolean;
};

/** The top of every page. */
export function SiteHeader({ account, query, desktopOnly }: SiteHeaderProps) {
  const { common } = useMessages();
  return (
    <header
      className={classNames(
        "sticky top-0 z-30 h-16 border-b border-line bg-ground",
        desktopOnly && "max-lg:hidden",
      )}
    >
      <div
        className={classNames(
          "flex h-full items-center gap-2 px-4 md:gap-4 md:px-8",
          !desktopOnly && "mx-auto max-w-[80rem]",
        )}
      >
        <Link to="/" aria-label={common.brand} className="flex h-11 items-center rounded-sm">
          <Logo />
        </Link>
        <nav aria-label={common.nav.main} className="flex max-md:hidden">
          <HeaderLink to="/" label={common.nav.home} end />
          <HeaderLink to="/browse" label={common.nav.browse} />
          {account?.canSell ? <HeaderLink to="/seller" label={common.nav.sell} /> : null}
        </nav>
        <SearchForm className="mx-auto w-full max-w-md max-md:hidden" {...(query ? { query } : {})} />
        <div className="ml-auto flex items-center gap-1.5">
          <Link
            to="/browse"
            aria-label={common.nav.search}
            className="grid size-11 place-items-center rounded-md hover:bg-hover md:hidden"
          >
            <Search aria-hidden size={20} />
          </Link>
          {account ? <AccountMenu account={account} /> : <SignedOut />}
        </div>
      </div>
    </header>
  );
}

function HeaderLink({ to, label, end }: { to: string; label: string; end?: boolean }) {
  return (
    <NavLink
      to={to}
      end={end ?? false}
      prefetch="intent"
      className={({ isActive }) =>
        classNames(
          "flex h-11 items-center rounded-md px-3 font-medium hover:bg-hover",
          isActive ? "text-text" : "text-muted",
        )
      }
    >
      {label}
    </NavLink>
  );
}

function SignedOut() {
  const { common } = useMessages();
  return (
    <>
      <span className="mr-2 max-lg:hidden">
        <ThemeSwitch />
      </span>
      <ButtonLink to="/login" variant="quiet" size="sm">
        {common.nav.signIn}
      </ButtonLink>
      <span className="max-sm:hidden">
        <ButtonLink to="/register" size="sm">
          {common.nav.register}
        </ButtonLink>
      </span>
    </>
  );
}
