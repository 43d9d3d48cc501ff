import type { RouteConfig } from "@remix-run/route-config";
import { route } from "@remix-run/route-config";

export default [route("styleguide", "routes/styleguide.tsx")] satisfies RouteConfig;
