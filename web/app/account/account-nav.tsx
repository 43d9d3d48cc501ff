import { NavLink } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import {
  ArrowLeftRight,
  CreditCard,
  FolderDown,
  Gauge,
  History,
  KeyRound,
  LayoutDashboard,
  ShieldCheck,
  UserRound,
  Wallet,
} from "lucide-react";
import { useEffect, useRef } from "react";

import { classNames } from "../components/class-names.ts";
import { useMessages } from "../messages/use-messages.tsx";

type Section = { readonly to: string; readonly icon: LucideIcon; readonly label: string };

function useSections(): readonly Section[] {
  const { nav } = useMessages().account;
  return [
    { to: "/account", icon: LayoutDashboard, label: nav.overview },
    { to: "/account/profile", icon: UserRound, label: nav.profile },
    { to: "/account/payment", icon: CreditCard, label: nav.payment },
    { to: "/account/limits", icon: Gauge, label: nav.limits },
    { to: "/account/transactions", icon: ArrowLeftRight, label: nav.transactions },
    { to: "/account/wallet", icon: Wallet, label: nav.wallet },
    { to: "/account/security", icon: ShieldCheck, label: nav.security },
    { to: "/account/activity", icon: History, label: nav.activity },
    { to: "/account/keys", icon: KeyRound, label: nav.keys },
    { to: "/account/data", icon: FolderDown, label: nav.data },
  ];
}

/**
 * The parts of an account: a column at the side, on a phone a strip that scrolls to where one is. The column may reach into
 * the room above the footer, or the end of a short page would push it under the header.
 */
export function AccountNav() {
  const { nav } = useMessages().account;
  return (
    <nav
      aria-label={nav.label}
      className="max-lg:sticky max-lg:top-16 max-lg:z-20 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:border-b max-lg:border-line max-lg:bg-ground max-lg:[scrollbar-width:none] md:max-lg:-mx-8"
    >
      <ul className="flex gap-1 max-lg:w-max max-lg:px-2 md:max-lg:px-6 lg:sticky lg:top-24 lg:-mb-14 lg:grid lg:gap-0.5">
        {useSections().map((section) => (
          <li key={section.to}>
            <SectionLink {...section} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SectionLink({ to, icon: Icon, label }: Section) {
  return (
    <NavLink
      to={to}
      end={to === "/account"}
      prefetch="intent"
      className={({ isActive }) =>
        classNames(
          "relative flex h-12 items-center gap-3 px-3 text-sm font-medium whitespace-nowrap lg:h-10 lg:rounded-md lg:text-base",
          isActive
            ? "text-text max-lg:after:absolute max-lg:after:inset-x-3 max-lg:after:bottom-0 max-lg:after:h-0.5 max-lg:after:bg-text lg:bg-hover"
            : "text-muted hover:text-text lg:hover:bg-hover",
        )
      }
    >
      {({ isActive }) => (
        <>
          <Icon aria-hidden size={18} strokeWidth={isActive ? 2.25 : 1.75} className="max-lg:hidden" />
          {label}
          {isActive ? <InView /> : null}
        </>
      )}
    </NavLink>
  );
}

/** Brings the part one is in to sight, in a strip that is wider than the phone. */
function InView() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const item = mark.current?.closest("li");
    const strip = item?.closest("nav");
    if (item && strip && strip.scrollWidth > strip.clientWidth) {
      strip.scrollLeft = item.offsetLeft - (strip.clientWidth - item.offsetWidth) / 2;
    }
  }, []);
  return <span ref={mark} hidden />;
}
