import { sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { isUuid } from "./ids.ts";

/** What somebody still owes others or is owed: how many of each. */
export interface Obligations {
  /** Bought or sold, and not delivered, cancelled or given back; and accounts in the books on which money is left. */
  readonly openOrders: number;
  /** Of their own, scheduled or live. */
  readonly openAuctions: number;
  /** Lots that one of their bids leads, or may win when it is opened. */
  readonly standingBids: number;
}

interface ObligationRow extends Record<string, unknown> {
  readonly open_orders: number;
  readonly open_auctions: number;
  readonly standing_bids: number;
}

/**
 * As far as the projection of rooms has come. A hidden amount counts on a lot that has not opened and on a sealed one;
 * on any other open lot it shows by leading.
 */
export async function findObligations(database: Database, userId: string): Promise<Obligations> {
  const openStatus = sql`status in ('pending', 'paid', 'shipped', 'disputed')`;
  const { rows } = await database.execute<ObligationRow>(sql`
    select
      (select count(*)::int from orders where buyer_id = ${userId}::uuid and ${openStatus})
        + (select count(*)::int from orders where seller_id = ${userId}::uuid and ${openStatus})
        + (select count(*)::int from (
          select a.id from ledger_accounts a join ledger_entries e on e.account_id = a.id
          where a.owner_id = ${userId} group by a.id having sum(e.amount_minor) <> 0) balances) as open_orders,
      (select count(*)::int from auctions
        where seller_id = ${userId}::uuid and status in ('scheduled', 'live')) as open_auctions,
      (select count(*)::int
        from registrations own
        join auctions sale on sale.id = own.auction_id and sale.status in ('scheduled', 'live')
        join lots lot on lot.auction_id = sale.id and lot.status in ('queued', 'open')
        where own.user_id = ${userId}::uuid and (
          lot.leader_paddle = own.paddle
          or ((lot.status = 'queued' or lot.format = 'sealed') and exists (
            select from bids where bids.lot_id = lot.id and bids.bidder_id = own.user_id and bids.kind = 'committed'))
        )) as standing_bids`);
  const row = must(rows[0], "a select without from has a row");
  return {
    openOrders: row.open_orders,
    openAuctions: row.open_auctions,
    standingBids: row.standing_bids,
  };
}

export const hasObligations = (found: Obligations): boolean =>
  found.openOrders + found.openAuctions + found.standingBids > 0;

/** More unfinished auctions than anybody is in. */
const roomsMax = 500;

/** The rooms that are not over and that somebody entered, or has a paddle in. */
export async function listRoomsOf(database: Database, userId: string): Promise<string[]> {
  if (!isUuid(userId)) return [];
  const { rows } = await database.execute<{ id: string }>(sql`
    select id from auctions
    where status in ('scheduled', 'live') and (
      id in (select auction_id from registrations where user_id = ${userId})
      or id in (
        select auction_id from session_rooms
        join user_sessions on user_sessions.id = session_rooms.session_id
        where user_sessions.user_id = ${userId})
      or id in (
        select auction_id from api_key_rooms
        join api_keys on api_keys.id = api_key_rooms.api_key_id
        where api_keys.user_id = ${userId}))
    limit ${roomsMax}`);
  return rows.map(({ id }) => id);
}
