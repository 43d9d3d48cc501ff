import { sql } from "drizzle-orm";
import type { Database } from "../database.ts";

/** How long before its start an auction is reminded of. */
const aheadMinutes = 15;
/** Reminders of one run; what is beyond comes with the next, a minute later. */
const remindersMax = 2_000;

/**
 * Writes the letters about auctions that start within a quarter of an hour, and about lots that are next in a live one;
 * whoever watches a product is told of the lot it is in. Once each, however often this runs: a letter has its own key. Only
 * of what is public, or one's own.
 */
export async function writeReminders(database: Database, at: Date): Promise<number> {
  const now = sql`${at.toISOString()}::timestamptz`;
  const { rowCount } = await database.execute(sql`
    with soon as (
      select watches.user_id, 'auction-soon' as kind, auctions.id as about, auctions.id as auction_id, auctions.title
      from auctions join watches on watches.kind = 'auction' and watches.subject_id = auctions.id
      where auctions.status = 'scheduled' and auctions.scheduled_start > ${now}
        and auctions.scheduled_start <= ${now} + ${aheadMinutes} * interval '1 minute'
        and (auctions.visibility = 'public' or auctions.seller_id = watches.user_id)
    ),
    next as (
      select distinct on (lots.auction_id) lots.id, lots.product_id, lots.auction_id, lots.title,
        auctions.visibility, auctions.seller_id
      from auctions join lots on lots.auction_id = auctions.id and lots.status = 'queued'
      where auctions.status = 'live'
      order by lots.auction_id, lots.position
    ),
    upcoming as (
      select watches.user_id, 'lot-next', next.id, next.auction_id, next.title
      from next join watches on (watches.kind = 'lot' and watches.subject_id = next.id)
        or (watches.kind = 'product' and watches.subject_id = next.product_id)
      where next.visibility = 'public' or next.seller_id = watches.user_id
    ),
    due as (
      select distinct on (user_id, kind, about) * from (select * from soon union all select * from upcoming) every
      where not exists (
        select from account_notices told
        where told.user_id = every.user_id and told.kind = every.kind and told.about = every.about::text)
      limit ${remindersMax}
    )
    insert into account_notices (id, user_id, kind, about, details, next_action_at)
    select gen_random_uuid(), user_id, kind, about::text,
      jsonb_build_object('title', title, 'auctionId', auction_id::text), ${now} from due
    on conflict do nothing`);
  return rowCount ?? 0;
}
