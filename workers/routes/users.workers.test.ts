import { beforeAll, describe, expect, test } from "vitest";
import { createTestApi, password } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";

let api: TestApi;
let ana: TestPerson;
let eve: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [ana, eve, admin] = [await api.join("Ana"), await api.join("Eve"), await api.join("Root", "admin")];
});

describe("one's profile", () => {
  const edit = (body: object, person = ana, of = "me") =>
    api.call(`PUT /users/${of}/profile`, { token: person.token, body });

  test("is replaced: what is left out becomes empty", async () => {
    const first = await edit({ displayName: " Ana B. ", firstName: "Ana", phone: "+1 555 0100" });
    expect(first.body.data).toMatchObject({
      id: ana.id,
      displayName: "Ana B.",
      firstName: "Ana",
      lastName: null,
      phone: "+1 555 0100",
    });
    const second = await edit({ displayName: "Ana" }, ana, ana.id);
    expect(second.body.data).toMatchObject({ displayName: "Ana", firstName: null, phone: null });
    expect((await api.call("GET /users/me/profile", { token: ana.token })).body.data).toEqual(
      second.body.data,
    );
  });

  test.each([
    [{}, "displayName"],
    [{ displayName: "" }, "displayName"],
    [{ displayName: "x".repeat(61) }, "displayName"],
    [{ displayName: "Ana", phone: "\u0000" }, "phone"],
    [{ displayName: "Ana", firstName: 7 }, "firstName"],
  ])("refuses %j", async (body, path) => {
    const refused = await edit(body);
    expect([refused.status, refused.body.error.details[0].path]).toEqual([400, path]);
  });
});

describe("what is under a person's id", () => {
  test.each(["GET activity", "GET orders", "PUT profile"])(
    "[SEC-22] %s is its owner's alone",
    async (line) => {
      const [method, leaf] = line.split(" ");
      const body = method === "PUT" ? { displayName: "Taken over" } : undefined;
      const ask = async (id: string, token?: string) =>
        (await api.call(`${method} /users/${id}/${leaf}`, { token, body })).status;
      expect([
        await ask(ana.id),
        await ask("me"),
        await ask(ana.id, eve.token),
        await ask(ana.id, admin.token),
        await ask(crypto.randomUUID(), eve.token),
        await ask("not-an-id", eve.token),
      ]).toEqual([401, 401, 404, 404, 404, 404]);
      expect([await ask(ana.id, ana.token), await ask("me", ana.token)]).toEqual([200, 200]);
    },
  );

  test("activity has what one did, page by page, and nothing anybody else did", async () => {
    const ben = await api.join("Ben");
    for (let count = 0; count < 2; count += 1) {
      const signedIn = await api.call("POST /auth/login", { body: { email: ben.email, password } });
      await api.call("POST /auth/logout", { token: signedIn.body.data.accessToken });
    }
    const read = (query: string) => api.call(`GET /users/me/activity?${query}`, { token: ben.token });
    const first = await read("limit=2");
    expect(first.body.data.map(({ action }: { action: string }) => action)).toEqual([
      "session.ended",
      "session.ended",
    ]);
    expect(first.body.meta.hasMore).toBe(true);
    const rest = await read(`limit=2&cursor=${first.body.meta.nextCursor}`);
    expect(rest.body.data).toMatchObject([{ action: "user.registered", subjectId: ben.id, ipAddress: null }]);
    expect(rest.body.meta).toEqual({ nextCursor: null, hasMore: false });
    expect((await read("cursor=nonsense")).body.error.code).toBe("validation_failed");
    expect((await read("kind=all")).status).toBe(400);
  });

  test("orders are those of /orders", async () => {
    const [own, plain] = [
      await api.call("GET /users/me/orders?side=seller", { token: ana.token }),
      await api.call("GET /orders?side=seller", { token: ana.token }),
    ];
    expect(own.body).toEqual(plain.body);
    expect((await api.call("GET /users/me/orders?side=both", { token: ana.token })).status).toBe(400);
  });
});
