import type {
  Assertion,
  AssertionOptions,
  Registration,
  RegistrationOptions,
} from "../../../contract/http/webauthn.ts";
import type { FormProblem } from "../api/form-problem.ts";

/** What a passkey is asked for. */
export type PasskeyPurpose = "sign-in" | "second-factor" | "step-up" | "new";

/** What came of asking: the answer to send on; what was wrong; or nothing, when its owner changed their mind. */
export type CeremonyOutcome =
  | { readonly answer: Assertion | Registration }
  | { readonly problem: FormProblem }
  | { readonly stopped: "unsupported" | "exists" | "stopped" };

/** The browser's part of passkeys, loaded when somebody uses one: no other page pays for it. */
const loadBrowserPart = () => import("@simplewebauthn/browser");

/**
 * Gets a challenge of ours and lets the browser ask its owner. The challenge comes from a route of the pages, which
 * renews a sign-in that has run out, as everything else on them does.
 */
export async function askPasskey(
  purpose: PasskeyPurpose,
  values: Readonly<Record<string, string>> = {},
): Promise<CeremonyOutcome> {
  if (typeof PublicKeyCredential === "undefined") return { stopped: "unsupported" };
  const options = await fetchOptions(purpose, values);
  if ("problem" in options) return options;
  try {
    const { startAuthentication, startRegistration } = await loadBrowserPart();
    const answer = await (purpose === "new"
      ? startRegistration({ optionsJSON: options.given as RegistrationOptions })
      : startAuthentication({ optionsJSON: options.given as AssertionOptions }));
    return { answer: answer as Assertion | Registration };
  } catch (error) {
    return { stopped: hasName(error, "InvalidStateError") ? "exists" : "stopped" };
  }
}

/**
 * Offers passkeys among what the browser fills into the e-mail field, for as long as nobody typed anything else.
 * Undefined where the browser cannot, or something else was chosen.
 */
export async function offerPasskeys(): Promise<Assertion | undefined> {
  if (typeof PublicKeyCredential === "undefined") return undefined;
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return undefined;
  const options = await fetchOptions("sign-in", {});
  if ("problem" in options) return undefined;
  try {
    const { startAuthentication } = await loadBrowserPart();
    const optionsJSON = options.given as AssertionOptions;
    return (await startAuthentication({ optionsJSON, useBrowserAutofill: true })) as Assertion;
  } catch {
    // Another ceremony took over, or the page was left.
    return undefined;
  }
}

type Options = { readonly given: unknown } | { readonly problem: FormProblem };

async function fetchOptions(
  purpose: PasskeyPurpose,
  values: Readonly<Record<string, string>>,
): Promise<Options> {
  const body = new URLSearchParams({ ...values, purpose });
  try {
    const answer = await fetch("/account/passkey-options", { method: "POST", body });
    return await answer.json<Options>();
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "";
    return { problem: { code: "unreachable", message, fields: {}, requestId: null } };
  }
}

const hasName = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
