import { expect, test } from "vitest";
import { openDatabase } from "../../../db/client.ts";
import { writeLedger } from "../../../db/queries/ledger.ts";
import { lockOrder, toLedgerOrder } from "../../../db/settlement/order-row.ts";
import { recordOrderPaid } from "../../../domain/ledger/movements.ts";
import { must } from "../../../domain/result.ts";
import { createTestApi } from "../../../test/support/workers/api.ts";
import { addSale } from "../../../test/support/workers/sales.ts";
import { handleScheduled } from "../scheduled.ts";

test("[S3] the minute's job releases what is due and leaves what is not", async () => {
  const api = await createTestApi();
  const [seller, buyer] = [await api.join("Seller", "seller"), await api.join("Buyer")];
  const client = openDatabase({ connectionString: api.database.url, bridge: api.database.bridge });
  const nowMs = Date.now();
  for (const [hammerMinor, waitMs] of [
    [1_000, 0],
    [300, 3_600_000],
  ] as const) {
    const soldAt = new Date(nowMs - 3_600_000);
    const sale = {
      sellerId: seller.id,
      buyerId: buyer.id,
      soldAt,
      hammerMinor,
      status: "delivered",
    } as const;
    const { orderId } = await addSale(api, sale);
    await api.sql("update orders set release_at = $2 where id = $1", [orderId, new Date(nowMs + waitMs)]);
    await client.transact(async (transaction) => {
      const order = must(await lockOrder(transaction, orderId), "it was just made");
      await writeLedger(transaction, recordOrderPaid(toLedgerOrder(order)), soldAt);
    });
  }
  await client.close();
  const wallet = async () => (await api.call("GET /wallet", { token: seller.token })).body.data;
  expect((await wallet()).balances).toEqual([
    expect.objectContaining({ heldMinor: 1_300, availableMinor: 0 }),
  ]);
  await handleScheduled(api.env, nowMs);
  const { balances, nextReleases } = await wallet();
  expect(balances).toEqual([expect.objectContaining({ heldMinor: 300, availableMinor: 1_000 })]);
  expect(nextReleases).toEqual([
    expect.objectContaining({ amountMinor: 300, releasesAt: new Date(nowMs + 3_600_000).toISOString() }),
  ]);
});
