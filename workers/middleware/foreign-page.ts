import type { AppContext } from "../environment.ts";
import { isAllowedOrigin } from "./origins.ts";
import { Problem } from "./problem.ts";

/** A page elsewhere must not sign its visitors in to an account of its own choosing. */
export function refuseForeignPage(context: AppContext): void {
  const origin = context.req.header("Origin");
  if (origin === undefined || isAllowedOrigin(context.get("settings"), origin)) return;
  throw new Problem("forbidden", "This page may not sign anybody in.");
}
