import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi, password } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { ageProofs, setUpApp, standInsideStep, statusAndCode } from "../../test/support/workers/factors.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
standInsideStep();

const newAddress = () => `new-${crypto.randomUUID().slice(0, 8)}@example.test`;
const mailsTo = async (email: string): Promise<{ subject: string; text: string }[]> =>
  (await api.call(`GET /dev/mails?recipient=${encodeURIComponent(email)}`)).body.data;
const subjectsTo = async (email: string) => (await mailsTo(email)).map(({ subject }) => subject);
const linkTo = async (email: string, subject = "Confirm your new e-mail address"): Promise<string> => {
  const mail = (await mailsTo(email)).find((candidate) => candidate.subject === subject);
  return /#token=([\w-]{43})\n/u.exec(mail?.text ?? "")?.[1] ?? "none";
};
const change = ({ token }: TestPerson, email: string) =>
  api.call("POST /auth/email/change", { token, body: { email } });
const confirm = (token: string) => api.call("POST /auth/email/verify", { body: { token } });
const emailOf = async ({ id }: TestPerson) =>
  (
    await api.sql("SELECT email, email_verified_at IS NOT NULL AS verified FROM users WHERE id = $1", [id])
  )[0];
const login = async (email: string) =>
  (await api.call("POST /auth/login", { body: { email, password } })).status;

describe("changing the e-mail address", () => {
  test("happens when the link to the new one is confirmed; the old one hears of both", async () => {
    const ana = await api.join("Move");
    const email = newAddress();
    expect((await change(ana, email.toUpperCase())).body).toEqual({ success: true, data: null });
    expect(await emailOf(ana)).toEqual({ email: ana.email, verified: false });
    expect(await subjectsTo(ana.email)).toContain("Another e-mail address was asked for in your account");
    const link = await linkTo(email);
    expect((await confirm(link)).body).toEqual({ success: true, data: null });
    expect(await emailOf(ana)).toEqual({ email, verified: true });
    expect([await login(email), await login(ana.email)]).toEqual([200, 401]);
    expect(await subjectsTo(ana.email)).toContain("Your account has another e-mail address now");
    expect((await confirm(link)).status).toBe(400);
    expect((await api.call("GET /users/me/profile", { token: ana.token })).status).toBe(200);
    const audit = await api.sql("SELECT action FROM audit_log WHERE actor_id = $1 ORDER BY id", [ana.id]);
    expect(audit.slice(-2).map((row) => row["action"])).toEqual([
      "user.email-change-asked",
      "user.email-changed",
    ]);
  });

  test("[SEC-10] tells its asker nothing about who has an address, and the one who has it everything", async () => {
    const [ana, eve] = [await api.join("Holder"), await api.join("Asker")];
    const free = newAddress();
    const answers = [await change(eve, ana.email), await change(eve, free)];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [200, { success: true, data: null }],
      [200, { success: true, data: null }],
    ]);
    const told = await subjectsTo(eve.email);
    expect(told.filter((subject) => subject.startsWith("Another e-mail address"))).toHaveLength(2);
    expect(await subjectsTo(ana.email)).toContain("Another account asked for this e-mail address");
    expect(await linkTo(ana.email)).toBe("none");
  });

  test("of two at once with one address, one gets it", async () => {
    const people = [await api.join("Race"), await api.join("Racer")];
    const email = newAddress();
    for (const person of people) await change(person, email);
    const links = (await mailsTo(email)).map(({ text }) => String(/#token=([\w-]{43})\n/u.exec(text)?.[1]));
    expect(links).toHaveLength(2);
    const answers = await Promise.all(links.map(confirm));
    expect(answers.map(statusAndCode).toSorted((a, b) => Number(a[0]) - Number(b[0]))).toEqual([
      [200, undefined],
      [409, "email_taken"],
    ]);
    const owners = await api.sql("SELECT 1 FROM users WHERE email = $1", [email]);
    expect(owners).toHaveLength(1);
  });

  test("[SEC-9] links to the old mailbox are dead from then on", async () => {
    const ana = await api.join("Links");
    await api.call("POST /auth/password/forgot", { body: { email: ana.email } });
    const email = newAddress();
    await change(ana, email);
    await confirm(await linkTo(email));
    const token = await linkTo(ana.email, "Choose a new password");
    const body = { token, password: "quiet-orchard-violin-4" };
    expect((await api.call("POST /auth/password/reset", { body })).status).toBe(400);
    expect((await confirm(await linkTo(ana.email, "Confirm your e-mail address"))).status).toBe(400);
  });

  test("only the newest link works, for an hour, and for an account that is not disabled", async () => {
    const ana = await api.join("Newest");
    const [first, second] = [newAddress(), newAddress()];
    await change(ana, first);
    await change(ana, second);
    expect((await confirm(await linkTo(first))).status).toBe(400);
    const link = await linkTo(second);
    await api.sql("UPDATE account_tokens SET expires_at = now() - interval '1 minute' WHERE user_id = $1", [
      ana.id,
    ]);
    expect((await confirm(link)).status).toBe(400);
    await api.sql("UPDATE account_tokens SET expires_at = now() + interval '1 hour' WHERE user_id = $1", [
      ana.id,
    ]);
    await api.sql("UPDATE users SET disabled_at = now() WHERE id = $1", [ana.id]);
    expect((await confirm(link)).status).toBe(400);
    expect(await emailOf(ana)).toEqual({ email: ana.email, verified: false });
  });

  test("asks for a recent proof: the second factor where there is one", async () => {
    const ana = await api.join("Proof");
    const { code } = await setUpApp(api, ana);
    await ageProofs(api, ana.id, 10);
    const refused = await change(ana, newAddress());
    expect(statusAndCode(refused)).toEqual([403, "mfa_required"]);
    expect(refused.body.error.details).toEqual({ methods: ["totp", "recovery"] });
    await api.call("POST /auth/step-up", { token: ana.token, body: { code: code() } });
    expect((await change(ana, newAddress())).status).toBe(200);
  });

  test("[SEC-10] stops after three mails, and says when the address is the same", async () => {
    const ana = await api.join("Often");
    const same = await change(ana, ana.email);
    expect([same.status, same.body.error.details[0].code]).toEqual([400, "unchanged"]);
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await change(ana, newAddress())).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await api.call("POST /auth/email/change", { body: { email: newAddress() } })).status).toBe(401);
  });
});
