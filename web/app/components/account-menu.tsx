import { Link, useSubmit } from "@remix-run/react";
import { ChevronDown, Eye, LogOut, Package, ShieldAlert, Store, User, Wallet } from "lucide-react";

import { useMessages } from "../messages/use-messages.tsx";
import { Avatar } from "./avatar.tsx";
import { Menu, MenuItem, MenuLine, MenuSlot } from "./menu.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export type Account = {
  readonly displayName: string;
  readonly email: string;
  readonly avatarUrl: string | undefined;
  readonly canSell: boolean;
  /** Sees the pages of the house. */
  readonly isAdmin: boolean;
};

/** Everything of the reader's own, behind their face. */
export function AccountMenu({ account }: { account: Account }) {
  const { admin, common } = useMessages();
  const submit = useSubmit();
  return (
    <Menu
      label={common.nav.openAccountMenu}
      trigger={
        <button type="button" className="flex h-11 items-center gap-1.5 rounded-md px-1.5 hover:bg-hover">
          <span className="sr-only">{common.nav.openAccountMenu}</span>
          <Avatar name={account.displayName} imageUrl={account.avatarUrl} size="sm" />
          <ChevronDown aria-hidden size={16} className="text-muted" />
        </button>
      }
    >
      <div className="px-3 py-2">
        <p className="font-semibold">{account.displayName}</p>
        <p className="text-sm text-muted">{account.email}</p>
      </div>
      <MenuLine />
      <MenuSlot>
        <Link to="/orders">
          <Package aria-hidden size={18} /> {common.nav.orders}
        </Link>
      </MenuSlot>
      <MenuSlot>
        <Link to="/watchlist">
          <Eye aria-hidden size={18} /> {common.nav.watching}
        </Link>
      </MenuSlot>
      <MenuSlot>
        <Link to="/account">
          <User aria-hidden size={18} /> {common.nav.account}
        </Link>
      </MenuSlot>
      <MenuSlot>
        <Link to={account.canSell ? "/seller" : "/seller/apply"}>
          <Store aria-hidden size={18} /> {account.canSell ? common.nav.sell : common.footer.startSelling}
        </Link>
      </MenuSlot>
      {account.canSell ? (
        <MenuSlot>
          <Link to="/account/wallet">
            <Wallet aria-hidden size={18} /> {common.nav.wallet}
          </Link>
        </MenuSlot>
      ) : null}
      {account.isAdmin ? (
        <MenuSlot>
          <Link to="/admin">
            <ShieldAlert aria-hidden size={18} /> {admin.title}
          </Link>
        </MenuSlot>
      ) : null}
      <MenuLine />
      <div className="flex items-center justify-between gap-3 px-3 py-1.5 text-sm">
        {common.theme.label} <ThemeSwitch />
      </div>
      <MenuLine />
      {/* Not a form: the menu is gone from the page before the browser would send it. */}
      <MenuItem onSelect={() => submit(null, { method: "post", action: "/logout" })}>
        <LogOut aria-hidden size={18} /> {common.nav.signOut}
      </MenuItem>
    </Menu>
  );
}
