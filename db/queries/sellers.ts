import { and, eq, isNull, sql } from "drizzle-orm";
import { accept, refuse, type Result } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { retimeReleases } from "../payouts/retime-releases.ts";
import { sellerSettings } from "../schema/payouts.ts";
import { sellerFollows, sellerTallies } from "../schema/seller-follows.ts";
import { sellerProfiles } from "../schema/sellers.ts";
import { users } from "../schema/users.ts";
import { type AuditEntry, recordAudit } from "./audit.ts";
import { isViolation } from "./constraints.ts";
import { hasId, isUuid } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

const sellerColumns = {
  id: users.id,
  displayName: users.displayName,
  avatarUrl: users.avatarUrl,
  memberSince: users.createdAt,
  shopName: sql<string>`coalesce(${sellerProfiles.shopName}, ${users.displayName})`,
  slug: sellerProfiles.slug,
  about: sql<string>`coalesce(${sellerProfiles.about}, '')`,
  country: sellerProfiles.country,
  bannerUrl: sellerProfiles.bannerUrl,
  returnsPolicy: sql<string>`coalesce(${sellerProfiles.returnsPolicy}, '')`,
  shippingPolicy: sql<string>`coalesce(${sellerProfiles.shippingPolicy}, '')`,
  paymentsPolicy: sql<string>`coalesce(${sellerProfiles.paymentsPolicy}, '')`,
  isVerified: sql<boolean>`${sellerProfiles.verifiedAt} is not null`,
  isTrusted: sql<boolean>`coalesce(${sellerSettings.isTrusted}, false)`,
  followerCount: sql<number>`coalesce(${sellerTallies.followerCount}, 0)`,
  ratingCount: sql<number>`coalesce(${sellerTallies.ratingCount}, 0)`,
  ratingSum: sql<number>`coalesce(${sellerTallies.ratingSum}, 0)`,
};

const selectSellers = (database: Database) =>
  database
    .select(sellerColumns)
    .from(users)
    .leftJoin(sellerProfiles, eq(sellerProfiles.userId, users.id))
    .leftJoin(sellerSettings, eq(sellerSettings.userId, users.id))
    .leftJoin(sellerTallies, eq(sellerTallies.sellerId, users.id))
    .$dynamic();

/** A seller as everybody sees them. */
export type Seller = Awaited<ReturnType<typeof selectSellers>>[number];

// An admin sells where they have opened a shop; whoever was shut out sells nothing.
const isSelling = and(
  isNull(users.deletedAt),
  isNull(users.disabledAt),
  sql`(${users.role} = 'seller' or ${sellerProfiles.userId} is not null and ${users.role} = 'admin')`,
);

/** A seller by id or by their shop's address. */
export async function findSeller(database: Database, seller: string): Promise<Seller | undefined> {
  const isThem = isUuid(seller) ? eq(users.id, seller) : eq(sellerProfiles.slug, seller);
  const [found] = await selectSellers(database).where(and(isThem, isSelling));
  return found;
}

/** One's own shop, though one has not said a word in it yet: an admin, who may sell, opens theirs so. */
export async function findOwnShop(database: Database, userId: string): Promise<Seller | undefined> {
  const [found] = await selectSellers(database).where(and(hasId(users.id, userId), isNull(users.deletedAt)));
  return found;
}

/** What is the seller's own to say. */
export type ShopWords = Pick<
  typeof sellerProfiles.$inferInsert,
  | "shopName"
  | "slug"
  | "about"
  | "country"
  | "bannerUrl"
  | "returnsPolicy"
  | "shippingPolicy"
  | "paymentsPolicy"
>;

/** A shop's address is also refused while somebody waits to be let in with it. */
export async function saveShop(
  database: Database,
  userId: string,
  words: ShopWords,
): Promise<Result<void, "slug_taken">> {
  const { rows } = await database.execute(sql`
    select from seller_applications where slug = ${words.slug} and status = 'pending' and user_id <> ${userId}`);
  if (rows.length > 0) return refuse("slug_taken");
  try {
    await database
      .insert(sellerProfiles)
      .values({ userId, ...words })
      .onConflictDoUpdate({ target: sellerProfiles.userId, set: words });
    return accept(undefined);
  } catch (error) {
    if (isViolation(error, "unique")) return refuse("slug_taken");
    throw error;
  }
}

export interface Marking {
  readonly sellerId: string;
  readonly markedBy: string;
  readonly isVerified: boolean;
  readonly isTrusted: boolean;
  readonly at: Date;
  readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
}

/** Says what the house thinks of a shop; false when there is none that has said its name. */
export async function markSeller({ transact }: DatabaseClient, marking: Marking): Promise<boolean> {
  const { sellerId, markedBy, isVerified, isTrusted, at, request } = marking;
  return transact(async (transaction) => {
    await transaction
      .select({ userId: sellerProfiles.userId })
      .from(sellerProfiles)
      .where(hasId(sellerProfiles.userId, sellerId))
      .for("update");
    const before = await findSeller(transaction, sellerId);
    if (before === undefined || before.slug === null) return false;
    await transaction
      .update(sellerProfiles)
      .set({
        verifiedAt: isVerified ? sql`coalesce(${sellerProfiles.verifiedAt}, ${at.toISOString()})` : null,
      })
      .where(eq(sellerProfiles.userId, sellerId));
    await transaction.insert(sellerSettings).values({ userId: sellerId, isTrusted }).onConflictDoUpdate({
      target: sellerSettings.userId,
      set: { isTrusted },
    });
    if (isTrusted !== before.isTrusted) await retimeReleases(transaction, { sellerId, isTrusted });
    await recordAudit(transaction, {
      ...request,
      actorId: markedBy,
      action: "seller.marked",
      subjectType: "user",
      subjectId: sellerId,
      details: {
        before: { isVerified: before.isVerified, isTrusted: before.isTrusted },
        after: { isVerified, isTrusted },
      },
    });
    return true;
  });
}

/** Follows a seller, or stops to; a trigger counts. */
export async function setFollowing(
  database: Database,
  {
    userId,
    sellerId,
    isFollowing,
  }: {
    readonly userId: string;
    readonly sellerId: string;
    readonly isFollowing: boolean;
  },
): Promise<void> {
  if (isFollowing) {
    await database.insert(sellerFollows).values({ userId, sellerId }).onConflictDoNothing();
    return;
  }
  await database
    .delete(sellerFollows)
    .where(and(eq(sellerFollows.userId, userId), eq(sellerFollows.sellerId, sellerId)));
}

export async function isFollower(
  database: Database,
  { userId, sellerId }: { readonly userId: string; readonly sellerId: string },
): Promise<boolean> {
  const found = await database
    .select({ sellerId: sellerFollows.sellerId })
    .from(sellerFollows)
    .where(and(eq(sellerFollows.userId, userId), eq(sellerFollows.sellerId, sellerId)));
  return found.length > 0;
}

const keyset: Keyset = {
  name: "followed",
  columns: [sellerFollows.createdAt, sellerFollows.sellerId],
  descending: true,
};

/** Whom somebody follows, latest first. */
export async function listFollowedSellers(
  database: Database,
  userId: string,
  request: PageRequest,
): Promise<Result<Page<Seller>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await database
    .select({ ...sellerColumns, followedAt: sellerFollows.createdAt })
    .from(sellerFollows)
    .innerJoin(users, eq(users.id, sellerFollows.sellerId))
    .leftJoin(sellerProfiles, eq(sellerProfiles.userId, users.id))
    .leftJoin(sellerSettings, eq(sellerSettings.userId, users.id))
    .leftJoin(sellerTallies, eq(sellerTallies.sellerId, users.id))
    .where(and(eq(sellerFollows.userId, userId), isSelling, behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.followedAt, row.id]));
}
