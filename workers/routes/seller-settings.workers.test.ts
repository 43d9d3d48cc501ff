import { beforeAll, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";

let api: TestApi;
let seller: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  seller = await api.join("Seller", "seller");
});

const path = "/sellers/me/settings";
const read = async ({ token }: TestPerson) => (await api.call(`GET ${path}`, { token })).body.data;
const save = ({ token }: TestPerson, body: unknown) => api.call(`PUT ${path}`, { token, body });

test("a seller offers no second chances until they say so, and may change their mind", async () => {
  expect(await read(seller)).toEqual({ offersSecondChance: false, isTrusted: false });
  const saved = await save(seller, { offersSecondChance: true });
  expect([saved.status, saved.body.data]).toEqual([200, { offersSecondChance: true, isTrusted: false }]);
  expect(await read(seller)).toEqual({ offersSecondChance: true, isTrusted: false });
  await save(seller, { offersSecondChance: false });
  expect(await read(seller)).toEqual({ offersSecondChance: false, isTrusted: false });
});

test("[SEC-24] who is trusted is the house's to say", async () => {
  await save(seller, { offersSecondChance: true });
  expect((await save(seller, { offersSecondChance: true, isTrusted: true })).status).toBe(400);
  await api.sql("update seller_settings set is_trusted = true where user_id = $1", [seller.id]);
  await save(seller, { offersSecondChance: false });
  expect(await read(seller)).toEqual({ offersSecondChance: false, isTrusted: true });
});

test("[SEC-23] a buyer has none", async () => {
  const buyer = await api.join("Buyer");
  expect((await api.call(`GET ${path}`, { token: buyer.token })).status).toBe(403);
  expect((await save(buyer, { offersSecondChance: true })).status).toBe(403);
  expect(await api.sql("select from seller_settings where user_id = $1", [buyer.id])).toEqual([]);
});
