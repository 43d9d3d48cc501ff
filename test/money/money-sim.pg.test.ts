import { expect, test } from "vitest";
import { projectRoom } from "../../db/projection/project-room.ts";
import { checkOrders } from "../../db/reconciliation/check-orders.ts";
import { returnedStatuses } from "../../domain/order/refund.ts";
import { transactionKinds } from "../../domain/ledger/transaction.ts";
import { createSeededRandom } from "../sim/seeded-random.ts";
import { addBidder, addUser, getValue, insertRow, openTestGround } from "../support/ground.ts";
import { makeLot, setUpSale } from "../support/played-sale.ts";
import { auditEnd, auditStep } from "./money-auditor.ts";
import { MoneyWorld } from "./money-world.ts";

/** More of both by hand: `MONEY_SEEDS=1000 MONEY_STEPS=400`. */
const { MONEY_SEEDS = "10", MONEY_STEPS = "250", MONEY_FROM = "1" } = process.env;
const seeds = Array.from({ length: Number(MONEY_SEEDS) }, (_, index) => Number(MONEY_FROM) + index);

const { client, database, pool } = await openTestGround();

/** Why forged webhooks were refused, over all runs. */
const refusals = new Set<string>();

/** A sale of eight lots, each with two who bid for it, and a seller who offers second chances. */
async function sell(seed: number) {
  const random = createSeededRandom(seed);
  const seller = await addUser(database, "seller");
  await insertRow(pool, "seller_settings", { user_id: seller.id, offers_second_chance: true });
  const bidders = [await addBidder(database), await addBidder(database), await addBidder(database)];
  const bidderIds = bidders.map(({ id }) => id);
  const lots = Array.from({ length: 8 }, (_, index) => makeLot({}, { title: `Lot ${index}` }));
  const room = setUpSale({ sellerId: seller.id, bidderIds }, lots);
  room.send(seller.id, { type: "auction.start" });
  for (const { lotId } of lots) {
    room.send(seller.id, { type: "lot.open", lotId });
    for (const userId of bidderIds) {
      const amountMinor = 1_000 + 100 * random.int(0, 50);
      room.send(userId, { type: "bid.place", lotId, amountMinor, mode: "max", confirm: true });
    }
    room.wait(60_000);
  }
  getValue(await projectRoom(client, room.auctionId, room.entries));
  return { random, sellerId: seller.id, auctionId: room.auctionId, startMs: room.nowMs };
}

/** What the reconciliation itself finds wrong with a sale's orders. */
async function reconcileSale(auctionId: string) {
  const { rows } = await pool.query<{ id: string }>("select id from orders where auction_id = $1", [
    auctionId,
  ]);
  return client.transact((transaction) =>
    checkOrders.find(
      transaction,
      rows.map(({ id }) => id),
    ),
  );
}

test.each(seeds)(
  "[S1] [S2] [S3] seed %i: never charged twice, never shipped unpaid, the books at zero after every step",
  { timeout: 300_000 },
  async (seed) => {
    const sale = await sell(seed);
    const world = new MoneyWorld({ client, pool, ...sale });
    const history: string[] = [];
    for (let step = 0; step < Number(MONEY_STEPS); step += 1) {
      history.push(await world.step());
      const wrong = await auditStep(pool, sale.auctionId, world.model);
      expect({ seed, step, last: history.slice(-3), wrong }).toMatchObject({ wrong: [] });
    }
    await world.comeToRest();
    const { model, disputedMinor } = world;
    for (const refusal of world.line.refusals) refusals.add(refusal);
    expect(await auditEnd(pool, sale.auctionId, { model, disputedMinor })).toEqual([]);
    expect(await reconcileSale(sale.auctionId)).toEqual([]);
  },
);

test("a provider that forgets its keys is found out", { timeout: 300_000 }, async () => {
  let wrong: string[] = [];
  for (let seed = 1; seed <= 20 && wrong.length === 0; seed += 1) {
    const sale = await sell(seed);
    const world = new MoneyWorld({ client, pool, ...sale, forgetsKeys: true });
    for (let step = 0; step < 100 && wrong.length === 0; step += 1) {
      await world.step();
      wrong = await auditStep(pool, sale.auctionId, world.model);
    }
  }
  expect(wrong[0]).toMatch(/^charged 2 times/u);
});

test("the runs went everywhere: they would prove nothing if no card failed and nobody complained", async () => {
  const { rows } = await pool.query<{ name: string }>(`
    select distinct 'order ' || status as name from orders
    union select distinct origin from orders
    union select distinct 'cancelled: ' || cancel_reason from orders where cancel_reason is not null
    union select distinct 'payment ' || status from payments
    union select distinct 'refund ' || status from refunds
    union select distinct 'refund: ' || reason from refunds
    union select distinct origin || ' dispute ' || status from disputes
    union select distinct kind from ledger_transactions
    union select distinct 'loss' from ledger_accounts where kind = 'losses'`);
  const seen = new Set(rows.map(({ name }) => name));
  const wanted = [
    ...["paid", "delivered", "cancelled", "refunded"].map((status) => `order ${status}`),
    "hammer",
    "second-chance",
    ...["payment-failed", "offer-expired", "seller"].map((reason) => `cancelled: ${reason}`),
    ...["completed", "failed", "canceled"].map((status) => `payment ${status}`),
    ...["completed", ...returnedStatuses].map((status) => `refund ${status}`),
    ...["requested", "cancelled", "dispute", "lost"].map((reason) => `refund: ${reason}`),
    "buyer dispute won",
    "buyer dispute lost",
    "bank dispute won",
    "bank dispute lost",
    "loss",
    ...transactionKinds.filter((kind) => !kind.startsWith("payout")),
  ];
  expect(wanted.filter((name) => !seen.has(name))).toEqual([]);
  expect(refusals).toEqual(new Set(["bad_signature", "stale"]));
});
