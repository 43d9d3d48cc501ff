import { describe, expect, test } from "vitest";
import { addUser, anAddress, getValue, openTestGround, readAllPages } from "../../test/support/ground.ts";
import { createAddress, deleteAddress, listAddresses, updateAddress } from "./addresses.ts";
import { recordAudit } from "./audit.ts";
import { createPaymentMethod, deletePaymentMethod, listPaymentMethods } from "./payment-methods.ts";
import {
  createUser,
  findUser,
  findUserForLogin,
  recordLogin,
  setPasswordHash,
  updateProfile,
} from "./users.ts";

const { database, pool } = await openTestGround();

const passwordHash = "$scrypt$ln=14,r=8,p=5$c2FsdA$aGFzaA";

describe("users", () => {
  test("of 20 at once with one address, in any case, one gets the account", async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_item, at) =>
        createUser(database, {
          email: at % 2 === 0 ? "race@example.com" : "Race@Example.com",
          passwordHash,
          displayName: `Racer ${at}`,
        }),
      ),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok).map((result) => result.refusal)).toEqual(
      Array.from({ length: 19 }, () => "email_taken"),
    );
  });

  test("are found for a login in any case, and the hash is nowhere else", async () => {
    const { id } = getValue(
      await createUser(database, { email: "ana@example.com", passwordHash, displayName: "Ana" }),
    );
    const found = await findUserForLogin(database, "ANA@example.com");
    expect(found).toMatchObject({ user: { id, role: "buyer", email: "ana@example.com" }, passwordHash });
    expect(JSON.stringify(await findUser(database, id))).not.toContain("scrypt");
    await setPasswordHash(database, id, "$scrypt$ln=15,r=8,p=5$c2FsdA$bmV3");
    expect((await findUserForLogin(database, "ana@example.com"))?.passwordHash).toContain("ln=15");
    await recordLogin(database, id, new Date(0));
    expect((await findUser(database, id))?.lastLoginAt).toEqual(new Date(0));
  });

  test("change what they may of themselves", async () => {
    const { id } = await addUser(database);
    expect(await updateProfile(database, id, { displayName: "Zoë", phone: null })).toMatchObject({
      displayName: "Zoë",
    });
    expect(await updateProfile(database, id, { displayName: undefined })).toMatchObject({
      displayName: "Zoë",
    });
  });

  test("that are deleted are gone", async () => {
    const { id, email } = await addUser(database);
    await pool.query("update users set deleted_at = now() where id = $1", [id]);
    expect(await findUser(database, id)).toBeUndefined();
    expect(await findUserForLogin(database, email)).toBeUndefined();
    expect(await updateProfile(database, id, { displayName: "x" })).toBeUndefined();
    expect(await findUser(database, "nonsense")).toBeUndefined();
  });
});

describe("addresses", () => {
  test("have one default: the oldest until another is chosen", async () => {
    const { id: userId } = await addUser(database);
    const add = (line1: string, chooseAsDefault = false) =>
      createAddress(database, { userId, chooseAsDefault }, { ...anAddress, line1 });
    const read = async () =>
      getValue(await listAddresses(database, userId, { limit: 100 })).rows.map((row) => [
        row.line1,
        row.isDefault,
      ]);

    const first = await add("first");
    expect(first).toMatchObject({ isDefault: true, line2: null, country: "US" });
    const second = await add("second");
    await add("third");
    expect(await read()).toEqual([
      ["first", true],
      ["second", false],
      ["third", false],
    ]);
    const chosen = await updateAddress(database, { userId, addressId: second.id, chooseAsDefault: true }, {});
    expect(chosen).toMatchObject({ line1: "second", isDefault: true });
    expect((await read())[0]).toEqual(["second", true]);
    expect(await deleteAddress(database, { userId, addressId: second.id })).toBe(true);
    expect((await read())[0]).toEqual(["first", true]);
    await add("fourth", true);
    expect((await read()).filter(([, isDefault]) => isDefault)).toEqual([["fourth", true]]);
  });

  test("choosing many at once leaves one default", async () => {
    const { id: userId } = await addUser(database);
    await Promise.all(
      Array.from({ length: 20 }, () => createAddress(database, { userId, chooseAsDefault: true }, anAddress)),
    );
    const rows = await readAllPages(async (cursor) =>
      getValue(await listAddresses(database, userId, { limit: 3, cursor })),
    );
    expect(rows).toHaveLength(20);
    expect(rows.map((row) => row.isDefault)).toEqual([true, ...Array.from({ length: 19 }, () => false)]);
  });

  test("are nobody else's", async () => {
    const { id: userId } = await addUser(database);
    const { id: stranger } = await addUser(database);
    const { id: addressId } = await createAddress(database, { userId, chooseAsDefault: false }, anAddress);
    const foreign = { userId: stranger, addressId };
    expect(
      await updateAddress(database, { ...foreign, chooseAsDefault: true }, { line1: "x" }),
    ).toBeUndefined();
    expect(await deleteAddress(database, foreign)).toBe(false);
    expect(await deleteAddress(database, { userId, addressId: "nonsense" })).toBe(false);
    expect(getValue(await listAddresses(database, userId, { limit: 1 })).rows[0]).toMatchObject({
      line1: anAddress.line1,
    });
  });
});

describe("payment methods", () => {
  const card = {
    provider: "test",
    status: "verified",
    brand: "visa",
    last4: "4242",
    expiryMonth: 1,
    expiryYear: 2030,
  } as const;

  test("come without the provider's reference, and go when their owner says", async () => {
    const { id: userId } = await addUser(database);
    const created = await createPaymentMethod(database, {
      ...card,
      userId,
      providerReference: "tok_secret",
      chooseAsDefault: false,
    });
    expect(created).toMatchObject({ last4: "4242", isDefault: true, status: "verified" });
    expect(JSON.stringify(created)).not.toContain("tok_secret");
    const { rows } = getValue(await listPaymentMethods(database, userId, { limit: 10 }));
    expect(rows).toEqual([created]);
    const { id: stranger } = await addUser(database);
    expect(
      await deletePaymentMethod(database, { userId: stranger, paymentMethodId: created.id }),
    ).toBeUndefined();
    expect(await deletePaymentMethod(database, { userId, paymentMethodId: created.id })).toEqual({
      provider: "test",
      reference: "tok_secret",
    });
    expect(getValue(await listPaymentMethods(database, userId, { limit: 10 })).rows).toEqual([]);
  });
});

test("the audit log takes what it is told, also about a caller who is nobody", async () => {
  await recordAudit(database, {
    actorId: "api-key",
    action: "user.disabled",
    subjectType: "user",
    subjectId: "someone",
    ipAddress: "not an address",
    details: { why: "fraud" },
  });
  const { rows } = await pool.query("select actor_id, action, ip_address, details from audit_log");
  expect(rows).toEqual([
    { actor_id: null, action: "user.disabled", ip_address: null, details: { why: "fraud" } },
  ]);
});
