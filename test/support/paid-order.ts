import { eq } from "drizzle-orm";
import type pg from "pg";
import { v7 as makeUuidV7 } from "uuid";
import type { DatabaseClient } from "../../db/database.ts";
import { createPaymentMethod } from "../../db/queries/payment-methods.ts";
import { writeLedger } from "../../db/queries/ledger.ts";
import { orders } from "../../db/schema/orders.ts";
import { applyCharge } from "../../db/settlement/apply-charge.ts";
import { beginAttempt } from "../../db/settlement/begin-attempt.ts";
import { lockOrder, toLedgerOrder } from "../../db/settlement/order-row.ts";
import { recordRefund } from "../../domain/ledger/movements.ts";
import { must } from "../../domain/result.ts";
import { getValue } from "./ground.ts";
import { addSale } from "./workers/sales.ts";

interface PaidOrder {
  readonly sellerId: string;
  readonly buyerId: string;
  readonly at: Date;
  readonly currency?: string;
  /** Of 100 hammer; the rest of the order grows with it. */
  readonly hammerMinor?: number;
  readonly title?: string;
}

/**
 * An order that was charged and paid the way the product does it: 10 % premium, 8 % fee, 500 shipping, 8 % tax. The
 * provider kept 3 %.
 */
export async function addPaidOrder(
  { client, pool }: { readonly client: DatabaseClient; readonly pool: pg.Pool },
  order: PaidOrder,
): Promise<{ readonly orderId: string; readonly paymentId: string; readonly totalMinor: number }> {
  const { sellerId, buyerId, at, hammerMinor = 10_000, ...more } = order;
  const sql = async (text: string, values: unknown[] = []) =>
    (await pool.query<Record<string, unknown>>(text, values)).rows;
  const { orderId } = await addSale({ sql }, { sellerId, buyerId, soldAt: at, hammerMinor, ...more });
  const premiumMinor = hammerMinor / 10;
  const taxMinor = Math.round((hammerMinor + premiumMinor + 500) * 0.08);
  const totalMinor = hammerMinor + premiumMinor + 500 + taxMinor;
  await sql(
    `UPDATE orders SET premium_minor = $2, shipping_minor = 500, tax_minor = $3, total_minor = $4, premium_bps = 1000,
       tax_bps = 800, fee_bps = 800 WHERE id = $1`,
    [orderId, premiumMinor, taxMinor, totalMinor],
  );
  await createPaymentMethod(client.database, {
    userId: buyerId,
    provider: "test",
    providerReference: makeUuidV7(),
    status: "verified",
    brand: "visa",
    last4: "4242",
    expiryMonth: 12,
    expiryYear: 2040,
    chooseAsDefault: false,
  });
  const { paymentId } = getValue(await beginAttempt(client, { orderId, at }));
  const feeMinor = Math.round(totalMinor * 0.03);
  const charge = { reference: makeUuidV7(), status: "succeeded", feeMinor, failure: null } as const;
  await applyCharge(client, paymentId, { charge, at });
  return { orderId, paymentId, totalMinor };
}

/** Where a parcel has come to, and when its seller is paid for it. */
export async function sendOrder(
  pool: pg.Pool,
  orderId: string,
  moments: { readonly shippedAt: Date; readonly deliveredAt?: Date; readonly releaseAt: Date | null },
): Promise<void> {
  const { shippedAt, deliveredAt = null, releaseAt } = moments;
  await pool.query(
    "UPDATE orders SET status = $2, shipped_at = $3, delivered_at = $4, release_at = $5 WHERE id = $1",
    [orderId, deliveredAt === null ? "shipped" : "delivered", shippedAt, deliveredAt, releaseAt],
  );
}

/** Gives a part back as a refund that its provider has not sent yet. */
export async function refundPart(
  { client, pool }: { readonly client: DatabaseClient; readonly pool: pg.Pool },
  refund: {
    readonly orderId: string;
    readonly paymentId: string;
    readonly amountMinor: number;
    readonly at: Date;
  },
): Promise<string> {
  const { orderId, paymentId, amountMinor, at } = refund;
  const refundId = makeUuidV7();
  await pool.query(
    "INSERT INTO refunds (id, order_id, payment_id, amount_minor, reason) VALUES ($1, $2, $3, $4, 'damaged')",
    [refundId, orderId, paymentId, amountMinor],
  );
  await client.transact(async (transaction) => {
    const order = must(await lockOrder(transaction, orderId), "the order is there");
    const { givenBackParts: givenBackMinor, releasedAt } = order;
    const given = { refundId, amountMinor, givenBackMinor, isReleased: releasedAt !== null };
    await writeLedger(transaction, recordRefund(toLedgerOrder(order), given), at);
    await transaction
      .update(orders)
      .set({
        refundedMinor: order.refundedMinor + amountMinor,
        givenBackParts: [...givenBackMinor, amountMinor],
      })
      .where(eq(orders.id, orderId));
  });
  return refundId;
}
