import {
  ArrowLeftRight,
  BookmarkCheck,
  CreditCard,
  Eye,
  FolderDown,
  Gauge,
  History,
  KeyRound,
  LayoutDashboard,
  ShieldCheck,
  UserRound,
  Wallet,
} from "lucide-react";

import type { NavSection } from "../components/section-nav.tsx";
import { SectionNav } from "../components/section-nav.tsx";
import { useMessages } from "../messages/use-messages.tsx";

function useSections(): readonly NavSection[] {
  const { nav } = useMessages().account;
  return [
    { to: "/account", icon: LayoutDashboard, label: nav.overview },
    { to: "/watchlist", icon: Eye, label: nav.watchlist },
    { to: "/saved-searches", icon: BookmarkCheck, label: nav.searches },
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

/** The parts of an account. */
export function AccountNav() {
  const { nav } = useMessages().account;
  return <SectionNav label={nav.label} sections={useSections()} root="/account" />;
}
