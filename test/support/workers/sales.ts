import { v7 as makeUuid } from "uuid";

interface SqlRunner {
  readonly sql: (statement: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
}

/** A sale as its projection leaves it in Postgres, without the room that would have made it. */
export interface TestSale {
  readonly sellerId: string;
  readonly buyerId: string;
  readonly soldAt: Date;
  readonly status?: "pending" | "paid" | "shipped" | "delivered" | "cancelled" | "refunded" | "disputed";
  readonly currency?: string;
  readonly hammerMinor?: number;
  /** What the buyer pays besides. */
  readonly shippingMinor?: number;
  readonly title?: string;
  readonly paidAt?: Date;
  readonly refundedAt?: Date;
}

const minuteMs = 60_000;

/** An ended auction of one lot that the buyer bid on twice and won, and its order. */
export async function addSale(
  { sql }: SqlRunner,
  sale: TestSale,
): Promise<{ readonly auctionId: string; readonly lotId: string; readonly orderId: string }> {
  const { sellerId, buyerId, soldAt, status = "pending", currency = "USD" } = sale;
  const { hammerMinor = 1_000, shippingMinor = 0, title = "A lamp" } = sale;
  const [auctionId, lotId, orderId] = [makeUuid(), makeUuid(), makeUuid()];
  const hasPaid = status !== "pending" && status !== "cancelled";
  const paidAt = sale.paidAt ?? (hasPaid ? new Date(soldAt.getTime() + minuteMs) : null);
  const later = (of: readonly string[]): Date | null => (of.includes(status) ? (paidAt ?? soldAt) : null);
  await sql(
    `INSERT INTO auctions (id, seller_id, title, status, currency, premium_bps, fee_bps, stagger_ms, scheduled_start,
       started_at, ended_at) VALUES ($1, $2, 'A sale', 'ended', $3, 0, 0, 20000, $4, $4, $4)`,
    [auctionId, sellerId, currency, soldAt],
  );
  await sql(
    `INSERT INTO registrations (auction_id, user_id, paddle, shipping_minor, tax_bps, registered_at)
     VALUES ($1, $2, 1, 0, 0, $3)`,
    [auctionId, buyerId, soldAt],
  );
  await sql(
    `INSERT INTO lots (id, auction_id, position, status, format, title, rules, has_reserve, reserve_met,
       starting_price_minor, price_minor, opened_at, closed_at, sold_price_minor, winner_paddle, winner_id)
     VALUES ($1, $2, 1, 'sold', 'english', $3, '{}', false, true, $4, $4, $5, $5, $4, 1, $6)`,
    [lotId, auctionId, title, hammerMinor, soldAt, buyerId],
  );
  // The room bid on for the first one, so that there are three rows of two bids.
  const bidId = makeUuid();
  for (const [seq, id] of [bidId, bidId, makeUuid()].entries()) {
    await sql(
      `INSERT INTO bids (auction_id, seq, bid_id, lot_id, bidder_id, paddle, kind, price_minor, auto, extended, at)
       VALUES ($1, $2, $3, $4, $5, 1, 'placed', $6, $7, false, $8)`,
      [auctionId, seq + 1, id, lotId, buyerId, hammerMinor, seq === 1, soldAt],
    );
  }
  await sql(
    `INSERT INTO orders (id, auction_id, lot_id, sale_number, seller_id, buyer_id, status, currency, hammer_minor,
       premium_minor, shipping_minor, tax_minor, total_minor, premium_bps, tax_bps, fee_bps, sold_at, created_at,
       paid_at, shipped_at, delivered_at, cancelled_at, refunded_at, disputed_at)
     VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, 0, $9, 0, $10, 0, 0, 0, $11, $11, $12, $13, $14, $15, $16, $17)`,
    [
      orderId,
      auctionId,
      lotId,
      sellerId,
      buyerId,
      status,
      currency,
      hammerMinor,
      shippingMinor,
      hammerMinor + shippingMinor,
      soldAt,
      paidAt,
      later(["shipped", "delivered"]),
      later(["delivered"]),
      later(["cancelled"]),
      sale.refundedAt ?? later(["refunded"]),
      later(["disputed"]),
    ],
  );
  return { auctionId, lotId, orderId };
}
