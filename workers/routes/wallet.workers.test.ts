import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../../db/client.ts";
import type { DatabaseClient } from "../../db/database.ts";
import { writeLedger } from "../../db/queries/ledger.ts";
import { listDueWork } from "../../db/settlement/due.ts";
import { ofProvider, ofUser } from "../../domain/ledger/account.ts";
import { makeTransaction } from "../../domain/ledger/transaction.ts";
import { must } from "../../domain/result.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { getTestBankStub, letBankGoOn, stopBankClock } from "../../test/support/workers/bank.ts";
import { ageProofs, setUpApp, standInsideStep, statusAndCode } from "../../test/support/workers/factors.ts";
import { applyPayoutEvent } from "../jobs/money/apply-payout-event.ts";
import { doWork } from "../jobs/work.ts";
import { makeWorkTools } from "../jobs/work-tools.ts";
import type { WorkTools } from "../jobs/work-tools.ts";
import { ProviderUnavailable } from "../providers/payments/provider.ts";

const api: TestApi = await createTestApi();

standInsideStep();

let seller: TestPerson;
let client: DatabaseClient;
beforeEach(async () => {
  await stopBankClock();
  seller = await api.join("Seller", "seller");
  await setUpApp(api, seller);
  client = openDatabase({ connectionString: api.database.url, bridge: api.database.bridge });
});
afterEach(() => client.close());

const ask = (line: string, body?: unknown, person = seller): Promise<TestAnswer> =>
  api.call(line, { token: person.token, ...(body === undefined ? {} : { body }) });
const wallet = async () => (await ask("GET /wallet")).body.data;

/** As a release would, without the order before it. */
async function credit(person: TestPerson, amountMinor: number, currency = "USD"): Promise<void> {
  const entry = makeTransaction({
    key: crypto.randomUUID(),
    kind: "release",
    currency,
    orderId: null,
    entries: [
      { account: ofProvider("provider", "test"), amountMinor },
      { account: ofUser("seller-available", person.id), amountMinor: -amountMinor },
    ],
  });
  await client.transact((transaction) => writeLedger(transaction, entry, new Date()));
}

async function openAccount(answer: "accept" | "closed" | "refuse" | null = "accept"): Promise<void> {
  const { body } = await ask("POST /wallet/account", { country: "DE" });
  const token = must(String(body.data.url).split("/").at(-1), "the address ends with a token");
  if (answer !== null) await getTestBankStub().answerOnboarding(token, answer);
}

const dayMs = 24 * 3_600_000;

/** What the bank does within ten days happens, and then what the minute's job finds due. */
async function letDaysPass(): Promise<void> {
  await letBankGoOn(10 * dayMs, () => Promise.resolve(new Response()));
  const later = new Date(Date.now() + dayMs);
  const tools = { ...makeWorkTools(api.env, client), now: () => later };
  for (const item of await listDueWork(client.database, later)) await doWork(tools, item);
}

const balance = (more: object) => ({
  currency: "USD",
  heldMinor: 0,
  availableMinor: 0,
  inTransitMinor: 0,
  creditMinor: 0,
  payoutMinimumMinor: 500,
  ...more,
});

describe("a wallet", () => {
  test("is empty at first", async () => {
    expect(await wallet()).toEqual({ balances: [], nextReleases: [], payoutAccount: null });
    expect((await ask("GET /wallet/account")).body.data).toBeNull();
  });

  test("[SEC-22] is one's own", async () => {
    await credit(seller, 5_000);
    const other = await api.join("Other", "seller");
    expect((await ask("GET /wallet", undefined, other)).body.data.balances).toEqual([]);
    for (const path of ["/wallet", "/wallet/payouts", "/wallet/account"])
      expect((await api.call(`GET ${path}`)).status).toBe(401);
  });
});

describe("an account to be paid to", () => {
  test("is opened once, and can be paid to when its owner has finished with the provider", async () => {
    await openAccount(null);
    const account = { provider: "test", country: "DE", canBePaid: false };
    expect((await wallet()).payoutAccount).toMatchObject(account);
    await openAccount("accept");
    expect((await ask("GET /wallet/account")).body.data).toMatchObject({ ...account, canBePaid: true });
    expect(
      await api.sql("select provider from payout_accounts where user_id = $1", [seller.id]),
    ).toHaveLength(1);
  });

  test("[SEC-22] needs a fresh second factor, as whoever opens it decides who is paid", async () => {
    await ageProofs(api, seller.id, 11);
    const body = { country: "DE" };
    expect(statusAndCode(await ask("POST /wallet/account", body))).toEqual([403, "mfa_required"]);
    const bare = await api.join("Bare", "seller");
    expect(statusAndCode(await ask("POST /wallet/account", body, bare))).toEqual([403, "mfa_required"]);
    expect(
      await api.sql("select from payout_accounts where user_id = any($1)", [[seller.id, bare.id]]),
    ).toEqual([]);
  });

  test.each(["de", "DEU", "", 7, null])("is in a country, not in %j", async (country) => {
    expect((await ask("POST /wallet/account", { country })).status).toBe(400);
  });
});

describe("a payout", () => {
  test("[S3] goes out and arrives", async () => {
    await credit(seller, 9_700);
    await openAccount();
    const asked = await ask("POST /wallet/payouts", { currency: "USD" });
    expect([asked.status, asked.body.data]).toEqual([
      201,
      expect.objectContaining({ status: "pending", amountMinor: 9_700, currency: "USD", provider: "test" }),
    ]);
    expect((await wallet()).balances).toEqual([balance({ inTransitMinor: 9_700 })]);
    await api.work();
    expect((await wallet()).balances).toEqual([balance({})]);
    const [first] = (await ask("GET /wallet/payouts")).body.data;
    expect(first).toMatchObject({ id: asked.body.data.id, status: "in_transit", paidAt: null });
    await letDaysPass();
    const [paid] = (await ask("GET /wallet/payouts")).body.data;
    expect([paid.status, paid.paidAt]).toEqual(["paid", expect.any(String)]);
  });

  test("[S3] that the seller's bank sends back is theirs again", async () => {
    await credit(seller, 9_700);
    await openAccount("closed");
    await ask("POST /wallet/payouts", { currency: "USD", amountMinor: 5_000 });
    await api.work();
    await letDaysPass();
    expect((await ask("GET /wallet/payouts")).body.data).toEqual([
      expect.objectContaining({ status: "failed", failureCode: "account_closed" }),
    ]);
    expect((await wallet()).balances).toEqual([balance({ availableMinor: 9_700 })]);
  });

  test("[S3] asked for many times at once never takes more than there is", async () => {
    await credit(seller, 5_000);
    await openAccount();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask("POST /wallet/payouts", { currency: "USD", amountMinor: 2_000 })),
    );
    expect(answers.map(statusAndCode).filter(([status]) => status === 201)).toHaveLength(2);
    expect(answers.map(statusAndCode)).toContainEqual([409, "balance_too_low"]);
    expect((await wallet()).balances).toEqual([balance({ availableMinor: 1_000, inTransitMinor: 4_000 })]);
  });

  test("[S3] waits in its row when its provider is away, and is sent once when it is back", async () => {
    await credit(seller, 5_000);
    await openAccount();
    const asked = await ask("POST /wallet/payouts", { currency: "USD" });
    const tools: WorkTools = {
      ...makeWorkTools(api.env, client),
      getProvider: () => Promise.reject(new ProviderUnavailable("away")),
    };
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await doWork(tools, { kind: "payout", id: String(asked.body.data.id) });
    log.mockRestore();
    expect(asked.status).toBe(201);
    expect((await wallet()).balances).toEqual([balance({ inTransitMinor: 5_000 })]);
    await letDaysPass();
    await letDaysPass();
    expect((await wallet()).balances).toEqual([balance({})]);
    const sent = await api.sql("select from ledger_transactions where key = $1", [
      `payout-sent:${String(asked.body.data.id)}`,
    ]);
    expect(sent).toHaveLength(1);
  });

  test("[S3] is looked after when the provider tells of it, and of its account", async () => {
    await credit(seller, 5_000);
    await openAccount();
    const tools = makeWorkTools(api.env, client);
    const [account] = await api.sql("select provider_reference from payout_accounts where user_id = $1", [
      seller.id,
    ]);
    const told = { id: "event", type: "account.updated" };
    const reference = String(must(account, "it was opened")["provider_reference"]);
    await applyPayoutEvent(tools, "test", { ...told, about: "payout-account", reference });
    const asked = await ask("POST /wallet/payouts", { currency: "USD" });
    expect(asked.status).toBe(201);
    await api.work();
    await letBankGoOn(10 * dayMs, () => Promise.resolve(new Response()));
    const payout = { reference: "somebody else's", status: "failed", failure: null } as const;
    const event = { ...told, about: "payout", payout } as const;
    await applyPayoutEvent(tools, "test", { ...event, payoutId: null });
    await applyPayoutEvent(tools, "stripe", { ...event, payoutId: asked.body.data.id });
    expect((await ask("GET /wallet/payouts")).body.data[0].status).toBe("in_transit");
    // Whatever the event says, the provider is asked.
    await applyPayoutEvent(tools, "test", { ...event, payoutId: asked.body.data.id });
    expect((await ask("GET /wallet/payouts")).body.data[0].status).toBe("paid");
  });

  test("[SEC-27] with the same idempotency key is one", async () => {
    await credit(seller, 5_000);
    await openAccount();
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const body = { currency: "USD", amountMinor: 2_000 };
    const call = () => api.call("POST /wallet/payouts", { token: seller.token, headers, body });
    const [first, again] = [await call(), await call()];
    expect(again.body.data.id).toBe(first.body.data.id);
    expect((await wallet()).balances).toEqual([balance({ availableMinor: 3_000, inTransitMinor: 2_000 })]);
  });

  test("[S3] is refused with what is missing", async () => {
    const body = { currency: "USD" };
    expect(statusAndCode(await ask("POST /wallet/payouts", body))).toEqual([409, "payout_account_missing"]);
    await openAccount(null);
    expect(statusAndCode(await ask("POST /wallet/payouts", body))).toEqual([
      409,
      "payout_account_unfinished",
    ]);
    await openAccount();
    await ask("GET /wallet");
    expect(statusAndCode(await ask("POST /wallet/payouts", body))).toEqual([409, "balance_too_low"]);
    await credit(seller, 499);
    expect(statusAndCode(await ask("POST /wallet/payouts", body))).toEqual([409, "payout_too_small"]);
  });

  test("[SEC-23] needs a fresh second factor of a seller, and is no key's", async () => {
    await credit(seller, 5_000);
    await openAccount();
    const body = { currency: "USD" };
    const buyer = await api.join("Buyer");
    expect(statusAndCode(await ask("POST /wallet/payouts", body, buyer))).toEqual([403, "forbidden"]);
    const key = await ask("POST /api-keys", { name: "Bot", scopes: ["wallet:read"] });
    const byKey = { ...seller, token: String(key.body.data.key) };
    expect((await ask("GET /wallet", undefined, byKey)).status).toBe(200);
    expect((await ask("POST /wallet/payouts", body, byKey)).status).toBe(403);
    await ageProofs(api, seller.id, 11);
    expect(statusAndCode(await ask("POST /wallet/payouts", body))).toEqual([403, "mfa_required"]);
    expect((await ask("GET /wallet/payouts")).body.data).toEqual([]);
  });

  test.each([
    [{ currency: "USD", amountMinor: -1 }],
    [{ currency: "USD", amountMinor: 0 }],
    [{ currency: "USD", amountMinor: 0.5 }],
    [{ currency: "USD", amountMinor: 2 ** 53 }],
    [{ currency: "usd" }],
    [{}],
    [{ currency: "USD", sellerId: crypto.randomUUID() }],
  ])("[SEC-26] of %j is not one", async (body) => {
    expect((await ask("POST /wallet/payouts", body)).status).toBe(400);
  });
});
