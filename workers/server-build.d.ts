/** The pages' server bundle: built by `remix vite:build`, or served by the Vite plugin in development. */
declare module "virtual:remix/server-build" {
  const build: import("@remix-run/cloudflare").ServerBuild;
  export = build;
}
