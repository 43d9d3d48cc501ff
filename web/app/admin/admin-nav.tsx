import {
  FolderTree,
  Gavel,
  LayoutDashboard,
  Link2,
  Scale,
  ScrollText,
  Siren,
  Store,
  Undo2,
} from "lucide-react";

import { SectionNav } from "../components/section-nav.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** The parts of the house's own pages. */
export function AdminNav() {
  const { nav } = useMessages().admin;
  const sections = [
    { to: "/admin", icon: LayoutDashboard, label: nav.overview },
    { to: "/admin/applications", icon: Store, label: nav.applications },
    { to: "/admin/reports", icon: Siren, label: nav.reports },
    { to: "/admin/disputes", icon: Scale, label: nav.disputes },
    { to: "/admin/refunds", icon: Undo2, label: nav.refunds },
    { to: "/admin/appeals", icon: Gavel, label: nav.appeals },
    { to: "/admin/links", icon: Link2, label: nav.links },
    { to: "/admin/categories", icon: FolderTree, label: nav.categories },
    { to: "/admin/audit", icon: ScrollText, label: nav.audit },
  ];
  return <SectionNav label={nav.label} sections={sections} root="/admin" />;
}
