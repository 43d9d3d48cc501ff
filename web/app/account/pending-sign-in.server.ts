import { proofMethod } from "../../../contract/http/step-up.ts";
import { z } from "../../../contract/zod.ts";
import { parseCookie } from "../cookies.ts";
import type { SignInStep } from "./sign-in-forms.server.ts";

const listed = z.array(proofMethod).min(1);

/**
 * A sign-in that began at a provider and waits for its second factor: the browser was sent to `/login?step=code` with
 * what continues it in a cookie no script reads. Undefined when this is not one, or its time is up.
 */
export function findPendingSignIn(request: Request): SignInStep | undefined {
  const { searchParams } = new URL(request.url);
  if (searchParams.get("step") !== "code") return undefined;
  const header = request.headers.get("Cookie");
  const mfaToken = parseCookie(header, "__Host-pending") ?? parseCookie(header, "pending");
  const methods = listed.safeParse(searchParams.get("methods")?.split(","));
  return mfaToken && methods.success ? { step: "code", mfaToken, methods: methods.data } : undefined;
}
