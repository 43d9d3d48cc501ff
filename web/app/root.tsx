import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import type { ShouldRevalidateFunction } from "@remix-run/react";
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
  useSearchParams,
} from "@remix-run/react";
import type { ReactNode } from "react";

import type { OwnProfile } from "../../contract/http/users.ts";
import { hasPermission } from "../../domain/access/permissions.ts";
import { createApi } from "./api/api.server.ts";
import { findOwnProfile } from "./api/require.server.ts";
import "./app.css";
import type { Account } from "./components/account-menu.tsx";
import { MobileTabBar } from "./components/mobile-tab-bar.tsx";
import { SiteFooter } from "./components/site-footer.tsx";
import { SiteHeader } from "./components/site-header.tsx";
import { ToastProvider } from "./components/toast.tsx";
import bricolageUrl from "./fonts/bricolage-grotesque.woff2?url";
import instrumentUrl from "./fonts/instrument-sans.woff2?url";
import { findReader } from "./format/find-reader.ts";
import { ReaderProvider, defaultReader } from "./format/reader.tsx";
import { en } from "./messages/en.ts";
import { MessagesProvider } from "./messages/use-messages.tsx";
import { useNonce } from "./nonce.tsx";
import { useIsRoom } from "./page-handle.ts";
import { PageError, describeError } from "./page-error.tsx";
import { findTheme } from "./theme/theme.ts";

export const links: LinksFunction = () => [
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
  ...[bricolageUrl, instrumentUrl].map((href) => ({
    rel: "preload",
    href,
    as: "font" as const,
    type: "font/woff2",
    crossOrigin: "anonymous" as const,
  })),
];

/** Of the home page and of every page that has no words of its own; of an error where it took a page's place. */
export const meta: MetaFunction = ({ error }) =>
  error === undefined || error === null
    ? [
        { title: `${en.common.brand}. ${en.common.tagline}` },
        { name: "description", content: en.common.footer.promise },
      ]
    : [
        { title: `${describeError(error, en.common).title} · ${en.common.brand}` },
        { name: "robots", content: "noindex" },
      ];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const profile = await findOwnProfile(createApi({ request, context }));
  return {
    theme: findTheme(request),
    reader: findReader(request, profile),
    account: profile ? toAccount(profile) : undefined,
  };
}

function toAccount(profile: OwnProfile): Account {
  return {
    displayName: profile.displayName,
    email: profile.email,
    avatarUrl: profile.avatarUrl ?? undefined,
    canSell: hasPermission(profile.role, "auctions.manage-own"),
    isAdmin: hasPermission(profile.role, "audit.read"),
  };
}

/** Who reads changes only by a form (signing in or out), not by going from page to page. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formMethod, defaultShouldRevalidate }) =>
  formMethod !== undefined && formMethod !== "GET" ? defaultShouldRevalidate : false;

/** The document around every page, and around its errors. */
export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  const isRoom = useIsRoom();
  const theme = data?.theme ?? "system";
  // The room is dark by default; only an explicit choice of the reader's overrules that.
  const worn = theme === "system" ? (isRoom ? "dark" : undefined) : theme;
  return (
    // The words are English, whatever habits the numbers follow.
    <html lang="en" data-theme={worn} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="color-scheme" content="light dark" />
        <Meta />
        <Links />
      </head>
      <body className="flex min-h-dvh flex-col">
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

function Chrome({ isRoom, children }: { isRoom: boolean; children: ReactNode }) {
  const account = useRouteLoaderData<typeof loader>("root")?.account;
  const [params] = useSearchParams();
  return (
    <>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-sm focus:bg-raised focus:px-4 focus:py-3"
      >
        {en.common.skipToContent}
      </a>
      <SiteHeader account={account} query={params.get("q") ?? ""} desktopOnly={isRoom} />
      <main id="content" className="flex-1">
        {children}
      </main>
      {isRoom ? null : <SiteFooter />}
      {isRoom ? null : <MobileTabBar account={account} />}
    </>
  );
}

export default function App() {
  const data = useRouteLoaderData<typeof loader>("root");
  const isRoom = useIsRoom();
  return (
    <ReaderProvider reader={data?.reader ?? defaultReader}>
      <MessagesProvider messages={en}>
        <ToastProvider>
          <Chrome isRoom={isRoom}>
            <Outlet />
          </Chrome>
        </ToastProvider>
      </MessagesProvider>
    </ReaderProvider>
  );
}

export function ErrorBoundary() {
  return (
    <Chrome isRoom={false}>
      <PageError />
    </Chrome>
  );
}
