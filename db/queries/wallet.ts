import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import type { AccountKind } from "../../domain/ledger/account.ts";
import { computeSharesLeft } from "../../domain/ledger/movements.ts";
import { computeRelease, type Release } from "../../domain/payout/release.ts";
import type { Database } from "../database.ts";
import { lots } from "../schema/lots.ts";
import { orders } from "../schema/orders.ts";
import { sellerSettings } from "../schema/payouts.ts";
import { toLedgerOrder } from "../settlement/order-row.ts";
import { readBalances } from "./ledger.ts";

/** What somebody has with us in one currency, from their side: above zero it is theirs. */
export interface WalletBalance {
  readonly currency: string;
  /** Of paid orders, not released yet. */
  readonly heldMinor: number;
  /** May be paid out; below zero it is owed, from a refund after the payout. */
  readonly availableMinor: number;
  /** Taken out for payouts that have not left yet. */
  readonly inTransitMinor: number;
  /** Of a buyer: a refund that could not be sent. */
  readonly creditMinor: number;
}

type Part = Exclude<keyof WalletBalance, "currency">;

/** Which account is told as what. The ledger has what the house owes below zero. */
const partOfAccount: Partial<Record<AccountKind, Part>> = {
  "seller-held": "heldMinor",
  shipping: "heldMinor",
  "seller-available": "availableMinor",
  payouts: "inTransitMinor",
  buyer: "creditMinor",
};
const kinds = Object.keys(partOfAccount) as AccountKind[];

/** Every currency somebody ever had something in. */
export async function readWalletBalances(database: Database, ownerId: string): Promise<WalletBalance[]> {
  const byCurrency = new Map<string, Record<Part, number>>();
  for (const { kind, currency, balanceMinor } of await readBalances(database, { ownerId, kinds })) {
    const part = partOfAccount[kind];
    const sums = byCurrency.get(currency) ?? {
      heldMinor: 0,
      availableMinor: 0,
      inTransitMinor: 0,
      creditMinor: 0,
    };
    if (part !== undefined) sums[part] -= balanceMinor;
    byCurrency.set(currency, sums);
  }
  return [...byCurrency].map(([currency, sums]) => ({ currency, ...sums }));
}

/** Money that will become a seller's by itself. */
export interface NextRelease extends Release {
  readonly orderId: string;
  readonly title: string;
  readonly currency: string;
  /** What is left of the seller's share and the shipping. */
  readonly amountMinor: number;
  readonly releaseAt: Date;
}

/** A seller's next releases, the soonest first. */
export async function listNextReleases(
  database: Database,
  sellerId: string,
  limit: number,
): Promise<NextRelease[]> {
  const rows = await database
    .select({ order: orders, title: lots.title, isTrusted: sellerSettings.isTrusted })
    .from(orders)
    .innerJoin(lots, eq(lots.id, orders.lotId))
    .leftJoin(sellerSettings, eq(sellerSettings.userId, orders.sellerId))
    .where(and(eq(orders.sellerId, sellerId), isNotNull(orders.releaseAt), isNull(orders.releasedAt)))
    .orderBy(asc(orders.releaseAt), asc(orders.id))
    .limit(limit);
  return rows.flatMap(({ order, title, isTrusted }) => {
    const left = computeSharesLeft(toLedgerOrder(order), order.givenBackParts);
    const { reason } = computeRelease({ ...order, isDisputed: false, isTrusted: isTrusted ?? false });
    const { id: orderId, currency, releaseAt } = order;
    if (releaseAt === null) return [];
    return [
      { orderId, title, currency, amountMinor: left.sellerMinor + left.shippingMinor, releaseAt, reason },
    ];
  });
}
