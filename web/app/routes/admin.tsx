import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/cloudflare";
import { Outlet } from "@remix-run/react";

import { AdminNav } from "../admin/admin-nav.tsx";
import { requirePermission } from "../admin/require-admin.server.ts";
import { createApi } from "../api/api.server.ts";
import { en } from "../messages/en.ts";

export const meta: MetaFunction = () => [
  { title: `${en.admin.title} · ${en.common.brand}` },
  { name: "robots", content: "noindex" },
];

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requirePermission(createApi({ request, context }), request, "audit.read");
  return null;
}

/** What all pages of the house have around them. */
export default function Admin() {
  return (
    <div className="page grid content-start gap-6 lg:min-h-dvh lg:grid-cols-[13rem_minmax(0,1fr)] lg:content-stretch lg:gap-12 lg:pt-10">
      <AdminNav />
      <div className="grid w-full grid-cols-[minmax(0,1fr)] content-start gap-6 pb-12">
        <Outlet />
      </div>
    </div>
  );
}
