import { relative } from "node:path";
import type { Plugin } from "vite";

/** The modules that Remix makes from the list of routes. */
const virtualModules = ["virtual:remix/server-build", "virtual:remix/server-manifest"];

/**
 * Remix refreshes its virtual modules in Vite's own server environment only. The pages run in the Worker's, so a new
 * or changed route would not be seen there until a restart: this does the same for that environment.
 */
export function reloadWorkerRoutes(environmentName: string, appDirectory: string): Plugin {
  return {
    name: "reload-worker-routes",
    apply: "serve",
    configureServer(server) {
      const refresh = (path: string): void => {
        const inside = relative(appDirectory, path);
        if (inside.startsWith("..") || !/^(?:routes(?:\/|\.ts$)|root\.tsx$)/u.test(inside)) return;
        const { moduleGraph, hot } = server.environments[environmentName] ?? {};
        for (const name of virtualModules) {
          const found = moduleGraph?.getModuleById(`\0${name}`);
          if (found !== undefined) moduleGraph?.invalidateModule(found);
        }
        hot?.send({ type: "full-reload" });
      };
      server.watcher.on("add", refresh).on("unlink", refresh).on("change", refresh);
    },
  };
}
