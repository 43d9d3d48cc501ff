import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { auctions } from "../schema/auctions.ts";
import { products } from "../schema/catalogue.ts";
import { lots } from "../schema/lots.ts";
import { type WatchKind, watches } from "../schema/watches.ts";
import { hasId, isUuid } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

/** What one may watch; more than anybody looks at. */
const watchesMax = 500;

/** A lot of a watched product in a sale that anybody may see; of several, any. */
const findLot = (condition: SQL): SQL => sql`(
  select lot.id from lots lot join auctions sale on sale.id = lot.auction_id
  where lot.product_id = ${watches.subjectId} and sale.visibility = 'public' and ${condition} limit 1)`;
/** What is on comes before what is to come, and both before what is over. Nothing is sorted, so a page stays in its order. */
const lotOfProduct = sql`coalesce(
  ${findLot(sql`lot.status in ('queued', 'open') and sale.status = 'live'`)},
  ${findLot(sql`lot.status in ('queued', 'open') and sale.status = 'scheduled'`)},
  ${findLot(sql`lot.status = 'sold'`)})`;
/** One equality each, so that a watch is two look-ups by primary key. */
const lotId = sql`case ${watches.kind} when 'lot' then ${watches.subjectId} when 'product' then ${lotOfProduct} end`;
const auctionId = sql`case ${watches.kind} when 'auction' then ${watches.subjectId} else ${lots.auctionId} end`;

const watchColumns = {
  id: watches.id,
  kind: watches.kind,
  subjectId: watches.subjectId,
  auctionId: auctions.id,
  title: sql<string>`coalesce(${products.title}, ${lots.title}, ${auctions.title})`,
  imageUrl: sql<string | null>`coalesce(${products.images} -> 0 ->> 'url', ${lots.imageUrls} ->> 0, (
    select first.image_urls ->> 0 from lots first where first.auction_id = ${auctions.id}
    order by first.position limit 1))`,
  status: sql<string>`coalesce(${products.status}, ${lots.status}, ${auctions.status})`,
  lotStatus: lots.status,
  auctionStatus: auctions.status,
  priceMinor: sql<
    number | null
  >`coalesce(${lots.soldPriceMinor}, ${lots.priceMinor}, ${products.startingPriceMinor})`.mapWith(Number),
  currency: sql<
    string | null
  >`case when ${lots.id} is null then ${products.currency} else ${auctions.currency} end`,
  startsAt: auctions.scheduledStart,
  closesAt: lots.closesAt,
  createdAt: watches.createdAt,
};

/** Watches with what is watched, as far as the watcher may see it. */
const selectWatches = (database: Database) =>
  database
    .select(watchColumns)
    .from(watches)
    .leftJoin(
      products,
      and(eq(watches.kind, "product"), eq(products.id, watches.subjectId), isNull(products.deletedAt)),
    )
    .leftJoin(lots, eq(lots.id, lotId))
    .leftJoin(auctions, eq(auctions.id, auctionId))
    .$dynamic();

export type Watch = Awaited<ReturnType<typeof selectWatches>>[number];

/** A draft does not become visible by the sale that it is in. */
const isVisible: SQL = sql`case ${watches.kind}
  when 'product' then ${products.status} in ('active', 'sold') or ${products.sellerId} = ${watches.userId}
  else ${auctions.visibility} = 'public' or ${auctions.sellerId} = ${watches.userId} end`;

const keyset: Keyset = { name: "watches", columns: [watches.createdAt, watches.id], descending: true };

interface WatchFilter {
  readonly userId: string;
  readonly kind?: WatchKind | undefined;
  /** Only of these. */
  readonly subjectIds?: readonly string[] | undefined;
}

export async function listWatches(
  database: Database,
  { userId, kind, subjectIds }: WatchFilter,
  request: PageRequest,
): Promise<Result<Page<Watch>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectWatches(database)
    .where(
      and(
        hasId(watches.userId, userId),
        kind === undefined ? undefined : eq(watches.kind, kind),
        subjectIds === undefined ? undefined : inArray(watches.subjectId, [...subjectIds]),
        isVisible,
        behind.value,
      ),
    )
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.createdAt, row.id]));
}

interface WatchInput {
  readonly userId: string;
  readonly kind: WatchKind;
  readonly subjectId: string;
}

/** `not_found`: no such thing, or none they may see; it is then not on the list either. */
export async function addWatch(
  database: Database,
  input: WatchInput,
): Promise<Result<Watch, "list_full" | "not_found">> {
  if (!isUuid(input.subjectId)) return refuse("not_found");
  const [counted] = await database
    .select({ count: sql<number>`count(*)::int` })
    .from(watches)
    .where(eq(watches.userId, input.userId));
  const isOfInput = and(
    eq(watches.userId, input.userId),
    eq(watches.kind, input.kind),
    eq(watches.subjectId, input.subjectId),
  );
  const find = () => selectWatches(database).where(and(isOfInput, isVisible));
  const [known] = await find();
  if (known !== undefined) return accept(known);
  if (must(counted, "an aggregate has a row").count >= watchesMax) return refuse("list_full");
  await database.insert(watches).values(input).onConflictDoNothing();
  const [added] = await find();
  if (added !== undefined) return accept(added);
  await database.delete(watches).where(isOfInput);
  return refuse("not_found");
}

/** False when they have no such watch. */
export async function removeWatch(
  database: Database,
  { userId, watchId }: { readonly userId: string; readonly watchId: string },
): Promise<boolean> {
  const removed = await database
    .delete(watches)
    .where(and(hasId(watches.id, watchId), hasId(watches.userId, userId)))
    .returning({ id: watches.id });
  return removed.length > 0;
}
