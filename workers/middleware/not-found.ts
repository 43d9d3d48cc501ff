import { pathOf } from "../../contract/http/endpoint.ts";
import type { Endpoint } from "../../contract/http/endpoint.ts";
import type { AppContext } from "../environment.ts";
import { plainRoutes } from "../routes/plain-routes.ts";
import { Problem, notFound } from "./problem.ts";

const toPattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/gu, "[^/]+")}$`, "u");

/** 405 with the methods there are, where the path exists; else 404. */
export function refuseUnrouted(operations: readonly Endpoint[]): (context: AppContext) => never {
  let routes: { readonly pattern: RegExp; readonly method: string }[] | undefined;
  return (context) => {
    routes ??= [
      ...operations.map((operation) => ({ pattern: toPattern(pathOf(operation)), method: operation.method })),
      ...plainRoutes.map(({ path, method = "get" }) => ({ pattern: toPattern(path), method })),
    ];
    const methods = routes
      .filter(({ pattern }) => pattern.test(context.req.path))
      .map(({ method }) => method.toUpperCase());
    if (methods.length === 0) throw notFound("thing");
    const allowed = methods.includes("GET") ? [...methods, "HEAD"] : methods;
    throw new Problem("method_not_allowed", `Not with ${context.req.method}.`, {
      headers: { Allow: [...allowed, "OPTIONS"].join(", ") },
    });
  };
}
