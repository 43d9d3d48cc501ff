import { NavLink } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import { LayoutGrid, Package, Radio, Store, User } from "lucide-react";

import { useMessages } from "../messages/use-messages.tsx";
import type { Account } from "./account-menu.tsx";
import { classNames } from "./class-names.ts";

/** The way around on a phone, at the thumb. */
export function MobileTabBar({ account }: { account: Account | undefined }) {
  const { common } = useMessages();
  return (
    <nav
      aria-label={common.nav.main}
      className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-ground pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <TabLink to="/" icon={Radio} label={common.nav.home} end />
      <TabLink to="/browse" icon={LayoutGrid} label={common.nav.browse} />
      {account?.canSell ? <TabLink to="/seller" icon={Store} label={common.nav.sell} /> : null}
      <TabLink to="/orders" icon={Package} label={common.nav.orders} />
      <TabLink
        to={account ? "/account" : "/login"}
        icon={User}
        label={account ? common.nav.account : common.nav.signIn}
      />
    </nav>
  );
}

function TabLink({
  to,
  icon: Icon,
  label,
  end,
}: {
  to: string;
  icon: LucideIcon;
  label: string;
  end?: boolean;
}) {
  return (
    <NavLink
      to={to}
      end={end ?? false}
      className={({ isActive }) =>
        classNames(
          "grid h-14 content-center justify-items-center gap-0.5 text-xs font-medium",
          isActive ? "text-text" : "text-muted",
        )
      }
    >
      {({ isActive }) => (
        <>
          <Icon aria-hidden size={22} strokeWidth={isActive ? 2.4 : 1.8} />
          {label}
        </>
      )}
    </NavLink>
  );
}
