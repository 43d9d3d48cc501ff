import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";

let api: TestApi;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.join("Admin", "admin");
});

const slugOf = (): string => `shop-${crypto.randomUUID().slice(0, 8)}`;
const bodyOf = (more: object = {}) => ({
  shopName: "Ana's Cards",
  slug: slugOf(),
  about: "Cards since 1998.",
  country: "US",
  goods: "Trading cards",
  agreesToPolicies: true,
  ...more,
});
const joinConfirmed = async (name: string): Promise<TestPerson> => {
  const person = await api.join(name);
  await api.sql("UPDATE users SET email_verified_at = now() WHERE id = $1", [person.id]);
  return person;
};
const apply = ({ token }: TestPerson, body: object) =>
  api.call("POST /sellers/applications", { token, body });
const decide = (id: string, verb: "approve" | "reject", body?: object) =>
  api.call(`POST /admin/seller-applications/${id}/${verb}`, {
    token: admin.token,
    ...(body === undefined ? {} : { body }),
  });
const readRole = async ({ id }: TestPerson) =>
  (await api.sql("SELECT role FROM users WHERE id = $1", [id]))[0]?.["role"];
const readMails = (email: string) =>
  api.sql(
    "SELECT subject, text FROM development_mails WHERE recipient = $1 AND subject NOT LIKE 'Confirm %' ORDER BY sent_at",
    [email],
  );
const readAudit = (action: string, userId: string) =>
  api.sql("SELECT actor_id, details FROM audit_log WHERE action = $1 AND subject_id = $2", [action, userId]);

describe("asking to sell", () => {
  test("from an application to the first product, without signing in again", async () => {
    const ana = await joinConfirmed("Ana");
    const body = bodyOf();
    const asked = await apply(ana, body);
    const { agreesToPolicies: _agreed, ...shown } = body;
    expect([asked.status, asked.body.data]).toEqual([
      201,
      {
        ...shown,
        id: expect.any(String),
        status: "pending",
        agreedAt: expect.any(String),
        createdAt: expect.any(String),
        reason: null,
        decidedAt: null,
      },
    ]);
    expect((await api.call("GET /sellers/applications/me", { token: ana.token })).body.data).toEqual(
      asked.body.data,
    );
    expect(await readRole(ana)).toBe("buyer");
    const queue = await api.call("GET /admin/seller-applications", { token: admin.token });
    expect(queue.body.data).toMatchObject([{ slug: body.slug, applicant: { id: ana.id, email: ana.email } }]);

    const approved = await decide(asked.body.data.id, "approve");
    expect([approved.status, approved.body.data.status]).toEqual([200, "approved"]);
    expect(await readRole(ana)).toBe("seller");
    // The token from before the approval.
    const settings = await api.call("GET /sellers/me/settings", { token: ana.token });
    expect(settings.status).toBe(200);
    expect(await api.sql("SELECT slug, shop_name FROM seller_profiles WHERE user_id = $1", [ana.id])).toEqual(
      [{ slug: body.slug, shop_name: body.shopName }],
    );
    await api.work();
    expect(await readMails(ana.email)).toMatchObject([
      { subject: "You can sell now", text: expect.stringContaining("http://localhost:8787/seller") },
    ]);
    expect(await readAudit("seller-application.approved", ana.id)).toMatchObject([
      { actor_id: admin.id, details: { before: "pending", after: "approved", slug: body.slug } },
    ]);
    expect((await apply(ana, bodyOf())).body.error.code).toBe("already_seller");
  });

  test("a rejection says why, once, and the applicant may ask again", async () => {
    const ben = await joinConfirmed("Ben");
    const first = await apply(ben, bodyOf());
    const again = await apply(ben, bodyOf());
    expect([again.status, again.body.error.code]).toEqual([409, "application_open"]);
    const { id } = first.body.data;
    expect((await decide(id, "reject", {})).status).toBe(400);
    const rejected = await decide(id, "reject", { reason: "Tell us where the cards come from." });
    expect(rejected.body.data).toMatchObject({
      status: "rejected",
      reason: "Tell us where the cards come from.",
    });
    for (const verb of ["approve", "reject"] as const) {
      const late = await decide(id, verb, { reason: "Again" });
      expect([late.status, late.body.error.code]).toEqual([409, "application_decided"]);
    }
    await api.work();
    expect(await readMails(ben.email)).toMatchObject([
      { text: expect.stringContaining("Tell us where the cards come from.") },
    ]);
    expect(await readAudit("seller-application.rejected", ben.id)).toHaveLength(1);
    expect(await readRole(ben)).toBe("buyer");
    const second = await apply(ben, bodyOf({ slug: first.body.data.slug }));
    expect(second.status).toBe(201);
    const mine = await api.call("GET /sellers/applications/me", { token: ben.token });
    expect(mine.body.data).toEqual(second.body.data);
  });

  test("an address belongs to the shop that has it, or asked for it first", async () => {
    const [cem, dia] = [await joinConfirmed("Cem"), await joinConfirmed("Dia")];
    const body = bodyOf();
    const answers = await Promise.all([apply(cem, body), apply(dia, body)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
    const won = answers.find(({ status }) => status === 201);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body.error.code).toBe("slug_taken");
    await decide(won?.body.data.id, "approve");
    const loser = won === answers[0] ? dia : cem;
    expect((await apply(loser, body)).body.error.code).toBe("slug_taken");
  });

  test("two at once from one person are one application", async () => {
    const eva = await joinConfirmed("Eva");
    const answers = await Promise.all([apply(eva, bodyOf()), apply(eva, bodyOf())]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
  });

  test("two admins at once decide once", async () => {
    const flo = await joinConfirmed("Flo");
    const { id } = (await apply(flo, bodyOf())).body.data;
    const answers = await Promise.all([decide(id, "approve"), decide(id, "reject", { reason: "No" })]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409]);
  });

  test.each([
    ["a slug of the house", { slug: "applications" }],
    ["a slug with capitals", { slug: "Ana" }],
    ["an id for a slug", { slug: crypto.randomUUID() }],
    ["no agreement", { agreesToPolicies: false }],
    ["a country that is none", { country: "usa" }],
    ["nothing about it", { about: " " }],
  ])("%s is refused", async (_what, more) => {
    const gus = await joinConfirmed("Gus");
    const answer = await apply(gus, bodyOf(more));
    expect([answer.status, answer.body.error.code]).toEqual([400, "validation_failed"]);
  });

  test("an address that nobody confirmed cannot ask", async () => {
    const answer = await apply(await api.join("Hal"), bodyOf());
    expect([answer.status, answer.body.error.code]).toEqual([403, "email_unverified"]);
  });

  test("[SEC-23] nobody but an admin sees or decides applications", async () => {
    const ida = await joinConfirmed("Ida");
    const { id } = (await apply(ida, bodyOf())).body.data;
    const { token } = ida;
    expect((await api.call("GET /admin/seller-applications", { token })).status).toBe(403);
    const own = await api.call(`POST /admin/seller-applications/${id}/approve`, { token });
    expect([own.status, await readRole(ida)]).toEqual([403, "buyer"]);
    const nobody = await api.call("GET /sellers/applications/me", { token: admin.token });
    expect(nobody.status).toBe(404);
  });
});
