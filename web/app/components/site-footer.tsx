import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

import { useMessages } from "../messages/use-messages.tsx";
import { Logo } from "./logo.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

export function SiteFooter() {
  const { common } = useMessages();
  return (
    <footer className="mt-20 border-t border-line bg-sunken pb-24 md:pb-10">
      <div className="page grid grid-cols-2 gap-x-6 gap-y-10 py-10 lg:grid-cols-[2fr_1fr_1fr_1fr]">
        <div className="grid content-start justify-items-start gap-4 max-sm:col-span-2">
          <Logo />
          <p className="max-w-xs text-sm text-muted">{common.footer.promise}</p>
          <ThemeSwitch />
        </div>
        <Column title={common.footer.buyersTitle}>
          <FooterLink to="/browse">{common.nav.browse}</FooterLink>
          <FooterLink to="/orders">{common.nav.orders}</FooterLink>
          <FooterLink to="/account">{common.nav.account}</FooterLink>
        </Column>
        <Column title={common.footer.sellersTitle}>
          <FooterLink to="/seller/apply">{common.footer.startSelling}</FooterLink>
        </Column>
        <Column title={common.footer.aboutTitle}>
          <FooterLink to="/browse?status=ended">{common.footer.verify}</FooterLink>
          <li>
            <a href="/docs" className="inline-flex min-h-9 items-center hover:underline">
              {common.footer.apiReference}
            </a>
          </li>
        </Column>
      </div>
    </footer>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h2 className="mb-2 font-sans text-sm font-semibold tracking-normal">{title}</h2>
      <ul className="text-sm text-muted">{children}</ul>
    </div>
  );
}

function FooterLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <li>
      <Link to={to} className="inline-flex min-h-9 items-center hover:underline">
        {children}
      </Link>
    </li>
  );
}
