/** The pages' server bundle: built by `remix vite:build`, or served by the Vite plugin in development. */
declare module "virtual:remix/server-build" {
  import type { ServerBuild } from "@remix-run/cloudflare";
  const build: ServerBuild;
  export = build;
}

/** Only under Vite; wrangler leaves it undefined. */
interface ImportMeta {
  readonly env?: { readonly DEV?: boolean };
}
