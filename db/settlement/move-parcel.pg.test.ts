import type pg from "pg";
import { expect, test, vi } from "vitest";
import { must } from "../../domain/result.ts";
import { addBidder, addUser, getValue, openTestGround } from "../../test/support/ground.ts";
import { makeLot, setUpSale } from "../../test/support/played-sale.ts";
import { projectRoom } from "../projection/project-room.ts";
import { shipParcel } from "./move-parcel.ts";

const { client, pool } = await openTestGround();
const seller = await addUser(client.database, "seller");
const buyer = await addBidder(client.database);

/** What one buyer has of one sale: this many orders in one parcel, all paid. */
async function fillParcel(count: number) {
  const lot = makeLot({ format: "fixed", quantity: 9 }, { title: "A cup" });
  const room = setUpSale({ sellerId: seller.id, bidderIds: [buyer.id] }, [lot]);
  room.send(seller.id, { type: "auction.start" });
  room.send(seller.id, { type: "lot.open", lotId: lot.lotId });
  for (let unit = 0; unit < count; unit += 1) room.send(buyer.id, { type: "lot.buy", lotId: lot.lotId });
  const { orderIds } = getValue(await projectRoom(client, room.auctionId, room.entries));
  await pool.query("update orders set status = 'paid', paid_at = sold_at where id = any($1)", [orderIds]);
  const parcelId = must((await readOrders(orderIds))[0], "it is there").parcel_id;
  return { orderIds: [...orderIds], parcelId: must(parcelId ?? undefined, "it has a parcel") };
}

interface ParcelOrder {
  readonly status: string;
  readonly parcel_id: string | null;
}

async function readOrders(orderIds: readonly string[]): Promise<ParcelOrder[]> {
  const { rows } = await pool.query<ParcelOrder>(
    "select status, parcel_id from orders where id = any($1) order by id",
    [orderIds],
  );
  return rows;
}

const ship = (orderId: string) =>
  shipParcel(client, {
    orderId,
    sellerId: seller.id,
    carrier: "DHL",
    trackingNumber: null,
    at: new Date("2026-03-01T12:00:00Z"),
  });

/** Somebody else who has the parcel in hand: does `work`, and lets go once `other` waits for them. */
async function whileHeld<Value>(
  parcelId: string,
  work: (holder: pg.PoolClient) => Promise<unknown>,
  other: () => Promise<Value>,
): Promise<Value> {
  const holder = await pool.connect();
  try {
    await holder.query("begin");
    await holder.query("select id from parcels where id = $1 for update", [parcelId]);
    await work(holder);
    const outcome = other();
    await vi.waitFor(async () => {
      const { rows } = await pool.query(
        "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      expect(rows).toHaveLength(1);
    });
    await holder.query("commit");
    return await outcome;
  } finally {
    holder.release();
  }
}

test("[P9] what is put into a parcel while it is handed over goes with it, or stays behind if it was not paid", async () => {
  const { orderIds, parcelId } = await fillParcel(3);
  const [going, joining, unpaid] = orderIds;
  await pool.query("update orders set parcel_id = null where id <> $1 and id = any($2)", [going, orderIds]);
  await pool.query("update orders set status = 'pending', paid_at = null where id = $1", [unpaid]);
  const shipped = await whileHeld(
    parcelId,
    (holder) =>
      holder.query("update orders set parcel_id = $1 where id = any($2)", [parcelId, [joining, unpaid]]),
    () => ship(going ?? ""),
  );
  expect(shipped.ok).toBe(true);
  expect(await readOrders(orderIds)).toEqual([
    { status: "shipped", parcel_id: parcelId },
    { status: "shipped", parcel_id: parcelId },
    { status: "pending", parcel_id: null },
  ]);
});

test("an order that was left behind while its parcel went is not shipped with it", async () => {
  const { orderIds, parcelId } = await fillParcel(2);
  const [, left] = orderIds;
  const refused = await whileHeld(
    parcelId,
    async (holder) => {
      await holder.query("update orders set parcel_id = null where id = $1", [left]);
      await holder.query("update parcels set shipped_at = now() where id = $1", [parcelId]);
    },
    () => ship(left ?? ""),
  );
  expect(refused).toEqual({ ok: false, refusal: "order_state" });
  expect((await readOrders([left ?? ""]))[0]).toEqual({ status: "paid", parcel_id: null });
});
