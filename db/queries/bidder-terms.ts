import { eq, or, type SQL, sql } from "drizzle-orm";
import { must, refuse, type Result, accept } from "../../domain/result.ts";
import type { BidderTerms } from "../../domain/room/command.ts";
import { periodMs } from "../../domain/trust/self-limit.ts";
import { strikeRules } from "../../domain/trust/strikes.ts";
import type { Database } from "../database.ts";
import { accountLinks } from "../schema/users.ts";
import { isUuid } from "./ids.ts";
import { shippingRate, taxRate } from "./rates.ts";

/** An auction somebody wants to bid in. */
export interface BidderQuestion {
  readonly userId: string;
  /** Null: whoever sells; asks for means and terms alone. */
  readonly sellerId: string | null;
  /** Whose own prices count in its room; null: of no auction in particular. */
  readonly auctionId: string | null;
  readonly currency: string;
  readonly at: Date;
}

/**
 * Why somebody may not bid, in order of precedence. `blocked`: the account is disabled or the seller keeps them out.
 * `own_lot`: they are the seller or linked to them (rule B2). `payment_strikes`: they won and did not pay too often (rule S2).
 * The rest say what is missing (rule B1).
 */
export type BidderRefusal =
  | "blocked"
  | "own_lot"
  | "payment_strikes"
  | "payment_method_missing"
  | "address_missing"
  | "not_shippable";

interface StandingRow extends Record<string, unknown> {
  readonly display_name: string;
  readonly is_blocked: boolean;
  readonly is_linked: boolean | null;
  readonly strike_count: number;
  readonly has_payment_method: boolean;
  readonly has_address: boolean;
  /** int8 comes as text. */
  readonly limit_minor: string | null;
  readonly shipping_minor: string | null;
  readonly additional_shipping_minor: string | null;
  readonly tax_bps: number;
  readonly has_nothing_waiting: boolean;
}

/**
 * The terms on which somebody may bid in an auction of this seller, or why they may not. One statement, since it
 * stands before every join. Undefined when there is no such account.
 */
export async function findBidderTerms(
  database: Database,
  question: BidderQuestion,
): Promise<Result<BidderTerms, BidderRefusal> | undefined> {
  if (!isUuid(question.userId)) return undefined;
  const at = sql`${question.at.toISOString()}::timestamptz`;
  const to = { currency: sql`${question.currency}`, address: sql`home`, at };
  const { rows } = await database.execute<StandingRow>(sql`
    select person.display_name,
      person.disabled_at is not null or exists (
        select from seller_blocks where seller_id = ${question.sellerId}::uuid and user_id = person.id) as is_blocked,
      person.id = ${question.sellerId}::uuid or exists (
        select from account_links
        where (user_id, linked_user_id) in ((person.id, ${question.sellerId}::uuid), (${question.sellerId}::uuid, person.id))
      ) as is_linked,
      (select count(*)::int from strikes
        where user_id = person.id and removed_at is null and expires_at > ${at}) as strike_count,
      exists (
        select from payment_methods
        where user_id = person.id and status = 'verified' and deleted_at is null) as has_payment_method,
      exists (select from addresses where user_id = person.id and deleted_at is null) as has_address,
      spending.limit_minor,
      ${shippingRate("amount_minor", to)} as shipping_minor,
      ${shippingRate("additional_minor", to)} as additional_shipping_minor,
      ${taxRate(sql`home`, at)} as tax_bps,
      ${hasNothingWaiting(question)} as has_nothing_waiting
    from users person
    left join lateral (${destinationOf(question)}) home on true
    left join lateral (${limitOf(question, at)}) spending on true
    where person.id = ${question.userId} and person.deleted_at is null`);
  const [row] = rows;
  return row === undefined ? undefined : judge(question.userId, row);
}

/**
 * Where what they win would go: with what they have of the auction already, to where that goes (`joinOpenParcels`), else to
 * their default address. Shipping and tax are counted for the same place (rule P9).
 */
const destinationOf = ({ auctionId }: BidderQuestion): SQL => sql`
  select country, region from (
    (select 1 as place, going.shipping_address ->> 'country' as country, going.shipping_address ->> 'region' as region
     from parcels join orders going on going.parcel_id = parcels.id
     where parcels.auction_id = ${auctionId}::uuid and parcels.buyer_id = person.id and parcels.shipped_at is null
       and going.shipping_address is not null
     order by going.sold_at, going.id limit 1)
    union all
    (select 2, country::text, region from addresses
     where user_id = person.id and deleted_at is null
     order by preference desc, id desc limit 1)
  ) destinations order by place limit 1`;

/**
 * Whether everything they have of the auction was called off or has left: a room counts sales, and would have what comes next
 * go along with what goes nowhere.
 */
const hasNothingWaiting = ({ auctionId }: BidderQuestion): SQL => sql`coalesce((
  select bool_and(parcels.shipped_at is not null or had.status in ('cancelled', 'refunded'))
  from orders had left join parcels on parcels.id = had.parcel_id
  where had.auction_id = ${auctionId}::uuid and had.buyer_id = person.id), false)`;

/**
 * The least of all limits in one auction (rule B5): the house's, one's own for an auction, and what is left of one's own for
 * a day and a month once what was won elsewhere is taken off. Nothing left is the smallest amount there is, as a limit of
 * nothing at all would be none.
 */
function limitOf({ auctionId, currency }: BidderQuestion, at: SQL): SQL {
  const left = (period: keyof typeof periodMs) => sql`own.limit_minor - (
    select coalesce(sum(hammer_minor), 0) from orders
    where buyer_id = person.id and currency = ${currency} and status not in ('cancelled', 'refunded')
      and sold_at > ${at} - ${periodMs[period]} * interval '1 millisecond'
      and auction_id is distinct from ${auctionId}::uuid)`;
  return sql`
    select greatest(1, min(limits.limit_minor)) as limit_minor
    from (
      select platform_limit_minor as limit_minor from spending_limits
      where user_id = person.id and currency = ${currency}
      union all
      select case own.period when 'day' then ${left("day")} when 'month' then ${left("month")} else own.limit_minor end
      from (
        select period, case when next_at <= ${at} then next_limit_minor else limit_minor end as limit_minor
        from self_limits where user_id = person.id and currency = ${currency}
      ) own
    ) limits
    where limits.limit_minor is not null
    having count(*) > 0`;
}

function judge(userId: string, row: StandingRow): Result<BidderTerms, BidderRefusal> {
  if (row.is_blocked) return refuse("blocked");
  if (row.is_linked === true) return refuse("own_lot");
  if (row.strike_count >= strikeRules.blockedAt) return refuse("payment_strikes");
  if (!row.has_payment_method) return refuse("payment_method_missing");
  if (!row.has_address) return refuse("address_missing");
  if (row.shipping_minor === null) return refuse("not_shippable");
  return accept({
    userId,
    displayName: row.display_name,
    limitMinor: row.limit_minor === null ? null : Number(row.limit_minor),
    shippingMinor: Number(row.shipping_minor),
    additionalShippingMinor: Number(
      row.has_nothing_waiting ? row.shipping_minor : row.additional_shipping_minor,
    ),
    taxBps: row.tax_bps,
  });
}

/** What somebody has of what bidding needs, for their own profile. */
export async function findBiddingMeans(
  database: Database,
  userId: string,
): Promise<{ readonly hasPaymentMethod: boolean; readonly hasAddress: boolean }> {
  if (!isUuid(userId)) return { hasPaymentMethod: false, hasAddress: false };
  const { rows } = await database.execute<{ has_payment_method: boolean; has_address: boolean }>(sql`
    select
      exists (
        select from payment_methods
        where user_id = ${userId} and status = 'verified' and deleted_at is null) as has_payment_method,
      exists (select from addresses where user_id = ${userId} and deleted_at is null) as has_address`);
  const row = must(rows[0], "a select without from has a row");
  return { hasPaymentMethod: row.has_payment_method, hasAddress: row.has_address };
}

/** The accounts that may not bid where this one sells (rule B2). */
export async function listLinkedUserIds(database: Database, userId: string): Promise<string[]> {
  const rows = await database
    .select({ one: accountLinks.userId, other: accountLinks.linkedUserId })
    .from(accountLinks)
    .where(or(eq(accountLinks.userId, userId), eq(accountLinks.linkedUserId, userId)));
  return rows.map((link) => (link.one === userId ? link.other : link.one));
}

/** Notes that two accounts belong together. */
export async function linkAccounts(
  database: Database,
  link: { readonly userIds: readonly [string, string]; readonly reason: string },
): Promise<void> {
  const [userId, linkedUserId] = link.userIds.toSorted();
  await database
    .insert(accountLinks)
    .values({
      userId: must(userId, "two ids"),
      linkedUserId: must(linkedUserId, "two ids"),
      reason: link.reason,
    })
    .onConflictDoNothing();
}
