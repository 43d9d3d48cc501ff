import { join, resolve } from "node:path";
import { cloudflare } from "@cloudflare/vite-plugin";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";
import { emitDocumentFonts } from "./vite/document-fonts.ts";
import { reloadWorkerRoutes } from "./vite/worker-reload.ts";

const rootDir = resolve(import.meta.dirname, "..");
const dataDir = process.env.BLYTZ_DATA_DIR ?? join(rootDir, ".data");
const appDirectory = join(rootDir, "web/app");
/** The plugin's name for the environment that runs wrangler.toml's Worker. */
const workerEnvironment = "blytz_live";

const pageEntries = ["web/app/root.tsx", "web/app/routes/**/*.tsx"];

/** The Worker's variables and secrets: `npm run dev` makes them together with the database they point to. */
function readVariables(): Record<string, string> {
  const text = process.env.BLYTZ_VARIABLES;
  if (text === undefined) throw new Error("start this with `npm run dev`");
  return JSON.parse(text) as Record<string, string>;
}

export default defineConfig(({ command }) => ({
  root: rootDir,
  publicDir: join(rootDir, "web/public"),
  plugins: [
    // In an array of its own: Remix starts a second Vite from this file to look into route modules, and passes over
    // nested plugins there; a second workerd would fight the first for its ports and files.
    [
      command === "serve"
        ? cloudflare({
            configPath: join(rootDir, "wrangler.toml"),
            config: { vars: readVariables() },
            // Where `npm start` keeps its state too: rooms and their database belong together.
            persistState: { path: join(dataDir, "worker") },
            inspectorPort: false,
            remoteBindings: false,
          })
        : [],
    ],
    emitDocumentFonts(),
    tailwindcss({ optimize: { minify: true } }),
    reloadWorkerRoutes(workerEnvironment, appDirectory),
    remix({
      appDirectory: "web/app",
      buildDirectory: "web/build",
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  ssr: {
    resolve: {
      conditions: ["workerd", "worker", "browser", "module", "import", "default"],
      externalConditions: ["workerd", "worker", "module", "import", "default"],
    },
  },
  // Found at start instead of page by page, each of which would reload everything that is open.
  optimizeDeps: { entries: ["web/app/entry.client.tsx", ...pageEntries] },
  environments:
    command === "serve"
      ? {
          [workerEnvironment]: {
            optimizeDeps: {
              entries: ["workers/main.ts", "web/app/entry.server.tsx", ...pageEntries],
              // No file names it: it comes in when JSX is compiled, after the search.
              include: ["react/jsx-dev-runtime"],
            },
          },
        }
      : {},
  server: { host: "127.0.0.1", port: Number(process.env.PORT ?? "8787"), strictPort: true },
  build: { sourcemap: false },
}));
