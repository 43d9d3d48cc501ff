import { createMessageBatch, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { z } from "../../../contract/zod.ts";
import { must } from "../../../domain/result.ts";
import { handleNudges } from "../../../workers/jobs/queue.ts";
import { handleScheduled } from "../../../workers/jobs/scheduled.ts";
import { createTestApi, testAddress } from "./api.ts";
import type { TestAnswer, TestPerson } from "./api.ts";
import { getTestBankStub, stopBankClock } from "./bank.ts";
import { login, mobile, setUpApp, statusAndCode } from "./factors.ts";
import type { TestPhone } from "./factors.ts";

export const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;

const answered = z.object({ data: z.unknown() });
const signedIn = z.object({ data: z.object({ accessToken: z.string() }) });
const withId = z.object({ id: z.string() });
const madeSale = withId.extend({ lots: z.array(withId) });
const foundOrders = z.array(withId);

interface SignIn {
  readonly token: string;
  readonly atMs: number;
}

/** A lot that was hammered down, and who was there. */
export interface Hammer {
  readonly seller: TestPerson;
  readonly winner: TestPerson;
  readonly loser: TestPerson;
  readonly orderId: string;
}

/**
 * The stage of a file that follows sales over days through the public interface, on the real parts: the room, the queue's
 * consumers, Postgres, and the bank behind its signed webhooks. The clock is the tests' own to move, and goes on from one to
 * the next.
 */
export async function openSaleLife() {
  const api = await createTestApi();
  const admin = await api.join("Admin", "admin");

  let nowMs = Date.now();
  beforeEach(async () => {
    // Always on from where the last one stopped, in the middle of a step of the app's codes.
    nowMs = Math.ceil(nowMs / 30_000) * 30_000 + 15_000;
    vi.useFakeTimers({ toFake: ["Date"], now: nowMs });
    await stopBankClock();
  });
  afterEach(() => {
    nowMs = Date.now();
    vi.useRealTimers();
  });

  const signIns = new Map<string, SignIn>();
  const phones = new Map<string, TestPhone>();

  /** Signs in again where the clock was moved past the token, with the app's code for whoever has one. */
  async function renew(person: TestPerson): Promise<TestPerson> {
    const known = signIns.get(person.id);
    if (known !== undefined && Date.now() < known.atMs + 5 * minuteMs)
      return { ...person, token: known.token };
    const totp = phones.get(person.id)?.code();
    const answer = await login(api, person, totp === undefined ? {} : { totp });
    const token = signedIn.parse(answer.body).data.accessToken;
    signIns.set(person.id, { token, atMs: Date.now() });
    return { ...person, token };
  }

  /** What the interface answers with; anything but the status expected fails the test. */
  async function ask(
    person: TestPerson,
    line: string,
    body?: unknown,
    status = 200,
  ): Promise<TestAnswer["body"]> {
    const { token } = await renew(person);
    const answer = await api.call(line, { token, headers: mobile, ...(body === undefined ? {} : { body }) });
    expect([line, ...statusAndCode(answer)]).toEqual([line, status, undefined]);
    return answered.parse(answer.body).data;
  }

  const refuse = async (person: TestPerson, line: string, code: string, body: unknown = {}) => {
    const { token } = await renew(person);
    const answer = await api.call(line, { token, headers: mobile, body });
    expect([line, ...statusAndCode(answer)]).toEqual([line, 409, code]);
  };

  /** Moves the clock, and does what is due by then. */
  async function pass(ms: number): Promise<void> {
    vi.setSystemTime(Date.now() + ms);
    await handleScheduled(api.env, Date.now());
    await api.work();
  }

  async function joinWithCard(name: string, cardNumber: string): Promise<TestPerson> {
    const person = await api.join(name);
    const card = { cardNumber, expiryMonth: 12, expiryYear: 2_040 };
    await ask(person, "POST /payment-methods", card, 201);
    await ask(person, "POST /addresses", testAddress, 201);
    return person;
  }

  /** One lot, two who bid for it, the hammer, and what the jobs make of it. */
  async function hammer({
    card = "4242424242424242",
    secondChance = false,
    currency = "USD",
  } = {}): Promise<Hammer> {
    const seller = await api.join("Seller", "seller");
    if (secondChance) await ask(seller, "PUT /sellers/me/settings", { offersSecondChance: true });
    const winner = await joinWithCard("Winner", card);
    const loser = await joinWithCard("Loser", "5555555555554444");
    const scheduledStart = new Date(Date.now() + 60 * minuteMs).toISOString();
    const lot = { title: "A watch", startingPriceMinor: 1_000 };
    const sale = { title: "Watches", scheduledStart, currency, lots: [lot] };
    const { id, lots } = madeSale.parse(await ask(seller, "POST /auctions", sale, 201));
    const lotId = must(lots[0], "the sale has a lot").id;
    for (const bidder of [winner, loser]) await ask(bidder, `POST /auctions/${id}/join`);
    const host = (command: object) =>
      ask(seller, `POST /auctions/${id}/commands`, { id: crypto.randomUUID(), ...command });
    await host({ type: "auction.start" });
    await host({ type: "lot.open", lotId });
    const bid = { lotId, mode: "max" };
    await ask(loser, `POST /auctions/${id}/bid`, { ...bid, amountMinor: 5_000 });
    await ask(winner, `POST /auctions/${id}/bid`, { ...bid, amountMinor: 6_000 });
    vi.setSystemTime(Date.now() + 31_000);
    await runDurableObjectAlarm(api.env.AUCTION_ROOM.get(api.env.AUCTION_ROOM.idFromName(id)));
    const nudge = { id: "nudge", timestamp: new Date(), attempts: 1, body: { auctionId: id } };
    await handleNudges(createMessageBatch("room-nudges", [nudge]), api.env);
    await api.work();
    const [order] = foundOrders.parse(await ask(winner, "GET /orders"));
    return { seller, winner, loser, orderId: must(order, "the hammer made an order").id };
  }

  const read = (person: TestPerson, orderId: string) => ask(person, `GET /orders/${orderId}`);

  /** What the books say of one sale's people, by account; nothing where everything came to zero. */
  async function readBooks({ seller, winner, loser }: Hammer): Promise<Record<string, number>> {
    const rows = await api.sql(
      `select a.kind, sum(e.amount_minor)::int as balance from ledger_accounts a
         join ledger_entries e on e.account_id = a.id
       where a.owner_id = any($1) group by a.kind having sum(e.amount_minor) <> 0`,
      [[seller.id, winner.id, loser.id]],
    );
    return Object.fromEntries(rows.map(({ kind, balance }) => [String(kind), Number(balance)]));
  }

  /** A dispute as the bank has it. */
  async function readHeldDispute(orderId: string) {
    const [row] = await api.sql("select provider_reference from disputes where order_id = $1", [orderId]);
    const held = await getTestBankStub().findDispute(String(row?.["provider_reference"]));
    return must(held, "the bank has the dispute");
  }

  /** The whole ledger, whoever it is about, and what the reconciliation has to say. */
  async function expectBooksInOrder(): Promise<void> {
    const [sum] = await api.sql("select coalesce(sum(amount_minor), 0)::int as sum from ledger_entries");
    expect(sum).toEqual({ sum: 0 });
    const reconciliation: unknown = await ask(admin, "POST /admin/ledger/reconciliations");
    expect(reconciliation).toMatchObject({ findings: [] });
  }

  /** Sets up the app that a seller needs for money to leave, and signs them in with its code from now on. */
  const setUpPhone = async (person: TestPerson): Promise<void> => {
    phones.set(person.id, await setUpApp(api, await renew(person)));
    signIns.delete(person.id);
  };

  return {
    api,
    admin,
    renew,
    ask,
    refuse,
    pass,
    hammer,
    read,
    readBooks,
    readHeldDispute,
    expectBooksInOrder,
    setUpPhone,
  };
}
