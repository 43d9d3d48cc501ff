import { inject } from "vitest";
import { z } from "../../../contract/zod.ts";
import { appleClient, realClient, scriptedClient } from "../issuers/clients.ts";
import type { TestAnswer, TestApi } from "./api.ts";

/** Google as a certified implementation plays it. */
export const certifiedGoogle = {
  GOOGLE_CLIENT_ID: realClient.id,
  GOOGLE_CLIENT_SECRET: realClient.secret,
  GOOGLE_ISSUER: inject("realIssuer"),
};

/** Google and Apple as an issuer that says whatever a test wants it to say. */
export const scriptedProviders = {
  GOOGLE_CLIENT_ID: scriptedClient.id,
  GOOGLE_CLIENT_SECRET: scriptedClient.secret,
  GOOGLE_ISSUER: inject("scriptedIssuer"),
  APPLE_CLIENT_ID: appleClient.id,
  APPLE_TEAM_ID: appleClient.teamId,
  APPLE_KEY_ID: appleClient.keyId,
  APPLE_PRIVATE_KEY: inject("applePrivateKey"),
  APPLE_ISSUER: inject("scriptedIssuer"),
};

type Variables = Readonly<Record<string, string>>;
export type Provider = "google" | "apple";

/** A browser that was sent to a provider: what it carries back, and what it was sent with. */
export interface Try {
  readonly cookie: string;
  readonly asked: URLSearchParams;
  readonly location: string;
}

export interface Script {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly signature?: "own" | "none" | "stranger";
}

export const newEmail = (): string => `${crypto.randomUUID()}@example.test`;
export const goesTo = ({ headers }: TestAnswer): string => String(headers.get("Location"));

export const readCookie = ({ headers }: TestAnswer, name: string): string | undefined =>
  headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split(";")[0];

export const toEncoded = (value: object): string =>
  btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

export const toTry = (answer: TestAnswer, location: string): Try => ({
  cookie: String(readCookie(answer, "flow")),
  asked: new URL(location).searchParams,
  location,
});

export const readState = ({ asked }: Try): string => String(asked.get("state"));

/** A code of the scripted issuer: for this try, by somebody with these claims. */
export const makeCode = ({ asked }: Try, { claims = {}, signature = "own" }: Script = {}): string => {
  const says = { nonce: asked.get("nonce"), ...claims };
  return toEncoded({ challenge: asked.get("code_challenge"), claims: says, signature });
};

/** What the tests read of somebody. */
const profile = z.object({ data: z.looseObject({ id: z.string() }) });

/** A browser between us and a provider; the scripted one unless it is told otherwise. */
export function openProviderBrowser(api: TestApi) {
  async function start(
    provider: Provider,
    query = "",
    variables: Variables = scriptedProviders,
  ): Promise<Try> {
    const answer = await api.call(`GET /auth/providers/${provider}/start${query}`, { variables });
    if (answer.status !== 302) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return toTry(answer, goesTo(answer));
  }

  function land(
    provider: Provider,
    answer: Readonly<Record<string, string>>,
    cookie: string | undefined,
    variables: Variables = scriptedProviders,
  ): Promise<TestAnswer> {
    const form = new URLSearchParams(answer).toString();
    const headers = cookie === undefined ? {} : { Cookie: cookie };
    if (provider === "google") {
      return api.call(`GET /auth/providers/google/callback?${form}`, { variables, headers });
    }
    const type = { "Content-Type": "application/x-www-form-urlencoded", Origin: "https://appleid.apple.com" };
    return api.call("POST /auth/providers/apple/callback", {
      variables,
      headers: { ...headers, ...type },
      text: form,
    });
  }

  async function signIn(provider: Provider, script: Script, query = ""): Promise<TestAnswer> {
    const attempt = await start(provider, query);
    const answer = { state: readState(attempt), code: makeCode(attempt, script) };
    return land(provider, answer, attempt.cookie);
  }

  /** Who is signed in by an answer's cookies. */
  async function whoIs(answer: TestAnswer) {
    const cookie = readCookie(answer, "access");
    if (cookie === undefined) return null;
    const read = await api.call("GET /users/me/profile", { headers: { Cookie: cookie } });
    return profile.parse(read.body).data;
  }

  return { start, land, signIn, whoIs };
}

export type ProviderBrowser = ReturnType<typeof openProviderBrowser>;
