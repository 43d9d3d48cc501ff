import type { LooseRequest } from "../../../client/http/request.ts";
import type { Market } from "./market.ts";

/** A refund of an order given back whole that came back. */
async function addReturned({ sql, addOrder }: Market): Promise<{ orderId: string; refundId: string }> {
  const orderId = await addOrder("paid");
  await sql(
    `UPDATE orders SET status = 'refunded', refunded_minor = 1000, given_back_parts = '{1000}', refunded_at = now()
     WHERE id = $1`,
    [orderId],
  );
  const [row] = await sql(
    `INSERT INTO refunds (id, order_id, payment_id, amount_minor, reason, status, returned_at)
     SELECT gen_random_uuid(), order_id, id, 1000, 'requested', 'failed', now() FROM payments WHERE order_id = $1 RETURNING id`,
    [orderId],
  );
  return { orderId, refundId: String(row?.["id"]) };
}

const onReturned = async (market: Market) => ({ id: (await addReturned(market)).refundId });

/** A good request of each operation about a refund that came back. */
export const returnedRefundRequests: Readonly<Record<string, (market: Market) => Promise<LooseRequest>>> = {
  resendRefund: async (market) => {
    const { orderId: id, refundId } = await addReturned(market);
    return { params: { id, refundId }, body: {} };
  },
  listReturnedRefunds: () => Promise.resolve({}),
  resendReturnedRefund: async (market) => ({ params: await onReturned(market), body: {} }),
  settleReturnedRefund: async (market) => ({
    params: await onReturned(market),
    body: { means: "bank-transfer", reference: "2026-1141" },
  }),
};
