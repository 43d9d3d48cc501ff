import { and, eq, inArray, sql } from "drizzle-orm";
import { accept, must, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { orders } from "../schema/orders.ts";
import { registrations } from "../schema/registrations.ts";
import { sellerBlocks, users } from "../schema/users.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

/** Whom a seller means: a paddle of one of their sales, or the buyer of one of their orders. */
export type BlockTarget =
  | { readonly auctionId: string; readonly paddle: number }
  | { readonly orderId: string };

/** The account behind it, if the sale or the order is the seller's. */
export async function findBlockTarget(
  database: Database,
  sellerId: string,
  target: BlockTarget,
): Promise<string | undefined> {
  if ("orderId" in target) {
    const [order] = await database
      .select({ userId: orders.buyerId })
      .from(orders)
      .where(and(hasId(orders.id, target.orderId), eq(orders.sellerId, sellerId)));
    return order?.userId;
  }
  const [registration] = await database
    .select({ userId: registrations.userId })
    .from(registrations)
    .innerJoin(auctions, eq(auctions.id, registrations.auctionId))
    .where(
      and(
        hasId(registrations.auctionId, target.auctionId),
        eq(registrations.paddle, target.paddle),
        eq(auctions.sellerId, sellerId),
      ),
    );
  return registration?.userId;
}

const blockColumns = {
  id: sellerBlocks.id,
  displayName: users.displayName,
  reason: sellerBlocks.reason,
  createdAt: sellerBlocks.createdAt,
};

export type SellerBlock = Awaited<ReturnType<typeof findBlock>> & object;

async function findBlock(database: Database, sellerId: string, userId: string) {
  const [found] = await database
    .select(blockColumns)
    .from(sellerBlocks)
    .innerJoin(users, eq(users.id, sellerBlocks.userId))
    .where(and(eq(sellerBlocks.sellerId, sellerId), eq(sellerBlocks.userId, userId)));
  return found;
}

/** Keeps somebody out of all auctions of a seller; again changes the reason. */
export async function blockBidder(
  database: Database,
  block: { readonly sellerId: string; readonly userId: string; readonly reason: string | null },
): Promise<SellerBlock> {
  const { sellerId, userId, reason } = block;
  await database
    .insert(sellerBlocks)
    .values({ sellerId, userId, reason })
    .onConflictDoUpdate({ target: [sellerBlocks.sellerId, sellerBlocks.userId], set: { reason } });
  return must(await findBlock(database, sellerId, userId), "it was just written");
}

/** Lets somebody in again; gives whom, undefined when no block of the seller's has that id. */
export async function unblockBidder(
  database: Database,
  { sellerId, blockId }: { readonly sellerId: string; readonly blockId: string },
): Promise<string | undefined> {
  const [gone] = await database
    .delete(sellerBlocks)
    .where(and(hasId(sellerBlocks.id, blockId), eq(sellerBlocks.sellerId, sellerId)))
    .returning({ userId: sellerBlocks.userId });
  return gone?.userId;
}

const keyset: Keyset = {
  name: "seller-blocks",
  columns: [sellerBlocks.createdAt, sellerBlocks.id],
  descending: true,
};

export async function listBlocks(
  database: Database,
  sellerId: string,
  request: PageRequest,
): Promise<Result<Page<SellerBlock>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await database
    .select(blockColumns)
    .from(sellerBlocks)
    .innerJoin(users, eq(users.id, sellerBlocks.userId))
    .where(and(hasId(sellerBlocks.sellerId, sellerId), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.createdAt, row.id]));
}

/** A room that somebody is registered in and that is not over. */
export interface OpenRegistration {
  readonly auctionId: string;
  readonly sellerId: string;
  readonly currency: string;
  readonly paddle: number;
  readonly displayName: string;
  readonly limitMinor: number | null;
  readonly shippingMinor: number;
  readonly additionalShippingMinor: number | null;
  readonly taxBps: number;
}

/** More rooms at once than anybody bids in. */
const roomsMax = 100;

/** The rooms where somebody has a paddle and can still bid, of one seller or of all. */
export const listOpenRegistrations = (
  database: Database,
  of: { readonly userId: string; readonly sellerId?: string },
): Promise<OpenRegistration[]> =>
  database
    .select({
      auctionId: registrations.auctionId,
      sellerId: auctions.sellerId,
      currency: auctions.currency,
      paddle: registrations.paddle,
      displayName: users.displayName,
      limitMinor: registrations.limitMinor,
      shippingMinor: registrations.shippingMinor,
      additionalShippingMinor: registrations.additionalShippingMinor,
      taxBps: registrations.taxBps,
    })
    .from(registrations)
    .innerJoin(auctions, eq(auctions.id, registrations.auctionId))
    .innerJoin(users, eq(users.id, registrations.userId))
    .where(
      and(
        hasId(registrations.userId, of.userId),
        of.sellerId === undefined ? undefined : hasId(auctions.sellerId, of.sellerId),
        inArray(auctions.status, ["scheduled", "live"]),
      ),
    )
    .orderBy(sql`${registrations.registeredAt} desc`)
    .limit(roomsMax);
