import { Secret, TOTP } from "otpauth";
import { afterEach, beforeEach, vi } from "vitest";
import { z } from "../../../contract/zod.ts";
import { password } from "./api.ts";
import type { TestAnswer, TestApi, TestPerson } from "./api.ts";

export const mobile = { "X-Client": "mobile" };

export interface TestPhone {
  /** The code of a 30-second step, now or `stepsAhead` of it. */
  readonly code: (stepsAhead?: number) => string;
  readonly recoveryCodes: readonly string[];
}

/** Stops the clock in the middle of a 30-second step, so that no test ever straddles two of them. */
export function standInsideStep(): void {
  beforeEach(() => {
    const stepMs = 30_000;
    vi.useFakeTimers({ toFake: ["Date"], now: Math.floor(Date.now() / stepMs) * stepMs + stepMs / 2 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** An authenticator app, by the secret a person would type into it. */
export const openApp = (secret: string): TestPhone["code"] => {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: 30 });
  return (stepsAhead = 0) => totp.generate({ timestamp: Date.now() + stepsAhead * 30_000 });
};

/** The parts of answers these helpers read. */
const offeredSecret = z.object({ data: z.object({ secret: z.string() }) });
const issuedCodes = z.object({ data: z.object({ recoveryCodes: z.array(z.string()) }) });
const askedToken = z.object({ error: z.object({ details: z.object({ mfaToken: z.string() }) }) });
const claims = z.object({ mfa: z.boolean() });
const refusal = z.object({ error: z.object({ code: z.string() }).optional() });

/** Sets an authenticator app up; the code of the step before is spent by it, so this step's and the next are free. */
export async function setUpApp(api: TestApi, { token }: Pick<TestPerson, "token">): Promise<TestPhone> {
  const offered = await api.call("POST /auth/mfa/enroll", { token });
  const code = openApp(offeredSecret.parse(offered.body).data.secret);
  const confirmed = await api.call("POST /auth/mfa/confirm", { token, body: { code: code(-1) } });
  if (confirmed.status !== 200) throw new Error(`confirm: ${JSON.stringify(confirmed.body)}`);
  return { code, recoveryCodes: issuedCodes.parse(confirmed.body).data.recoveryCodes };
}

export const login = (api: TestApi, { email }: Pick<TestPerson, "email">, more: object = {}) =>
  api.call("POST /auth/login", { headers: mobile, body: { email, password, ...more } });

/** The first half of a sign-in that asks for more. */
export async function askForToken(api: TestApi, person: Pick<TestPerson, "email">): Promise<string> {
  const asked = await login(api, person);
  return askedToken.parse(asked.body).error.details.mfaToken;
}

export const verify = (api: TestApi, mfaToken: string, proof: object): Promise<TestAnswer> =>
  api.call("POST /auth/mfa/verify", { headers: mobile, body: { mfaToken, ...proof } });

export const claimOf = (token: string): boolean =>
  claims.parse(JSON.parse(atob(String(token.split(".")[1])))).mfa;

/** Makes every proof of a person as old as that. */
export const ageProofs = (api: TestApi, userId: string, minutes: number) =>
  api.sql(
    `UPDATE user_sessions SET authenticated_at = authenticated_at - $2 * interval '1 minute',
       second_factor_at = second_factor_at - $2 * interval '1 minute' WHERE user_id = $1`,
    [userId, minutes],
  );

export const statusAndCode = ({ status, body }: TestAnswer): unknown[] => [
  status,
  refusal.parse(body).error?.code,
];
