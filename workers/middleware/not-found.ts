import { pathOf } from "../../contract/http/endpoint.ts";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import type { AppContext } from "../environment.ts";
import { plainRoutes } from "../routes/plain-routes.ts";
import { Problem, notFound } from "./problem.ts";

interface Routed {
  readonly path: string;
  readonly pattern: RegExp;
  readonly method: string;
}

const toRouted = (path: string, method: string): Routed => ({
  path,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/gu, "[^/]+")}$`, "u"),
  method,
});

/** 405 with the methods there are, where the path exists; else 404. */
export function refuseUnrouted(operations: readonly Endpoint[]): (context: AppContext) => never {
  let routes: readonly Routed[] | undefined;
  return (context) => {
    routes ??= [
      ...operations.map((operation) => toRouted(pathOf(operation), operation.method)),
      ...plainRoutes.map(({ path: plain, method = "get" }) => toRouted(plain, method)),
    ];
    const { path } = context.req;
    const named = routes.filter((route) => route.path === path);
    // A path of its own comes before one with a parameter that it would fit too.
    const there = named.length > 0 ? named : routes.filter(({ pattern }) => pattern.test(path));
    const methods = there.map(({ method }) => method.toUpperCase());
    if (methods.length === 0) throw notFound("thing");
    const allowed = methods.includes("GET") ? [...methods, "HEAD"] : methods;
    throw new Problem("method_not_allowed", `Not with ${context.req.method}.`, {
      headers: { Allow: [...allowed, "OPTIONS"].join(", ") },
    });
  };
}
