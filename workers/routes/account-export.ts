import { accountExport, exportAccount } from "../../contract/http/own-data.ts";
import type { z } from "../../contract/zod.ts";
import type { Database } from "../../db/database.ts";
import { listPayouts } from "../../db/payouts/payouts.ts";
import { listAddresses } from "../../db/queries/addresses.ts";
import { listApiKeys } from "../../db/queries/api-keys.ts";
import { listAuditOf } from "../../db/queries/audit.ts";
import { listIdentities } from "../../db/queries/identities.ts";
import type { InvalidCursor, Page, PageRequest } from "../../db/queries/keyset.ts";
import { listOrders } from "../../db/queries/orders.ts";
import * as own from "../../db/queries/own-data.ts";
import { listPaymentMethods } from "../../db/queries/payment-methods.ts";
import { listSavedSearches } from "../../db/queries/saved-searches.ts";
import { readFactors } from "../../db/queries/second-factors.ts";
import { listBlocks } from "../../db/queries/seller-blocks.ts";
import { listSelfLimits } from "../../db/queries/self-limits.ts";
import { listSessions } from "../../db/queries/sessions.ts";
import { listStrikesOf } from "../../db/queries/strikes.ts";
import { findUser } from "../../db/queries/users.ts";
import { accept, must, type Result } from "../../domain/result.ts";
import { describeDevice } from "../accounts/device.ts";
import type { AppContext } from "../environment.ts";
import { requireOwnUser } from "../middleware/ownership.ts";
import { requireRateBySubject } from "../middleware/rate-limit.ts";
import { auditAccount } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { toOrder } from "./order-view.ts";
import { streamEnvelope } from "./stream-envelope.ts";
import type { StreamedMember } from "./stream-envelope.ts";
import { toOwnProfile } from "./users.ts";

export function mountAccountExport(parts: Interface): void {
  mount(parts, exportAccount, async (context, { params }) => {
    const { userId } = requireOwnUser(context, params.userId);
    await requireRateBySubject(context, "exportByUser", userId);
    const members = [...(await readFacts(context, userId)), ...listMembers(context, userId)];
    await auditAccount(context, { actorId: userId, action: "user.data-exported" });
    return context.body(streamEnvelope(members), 200, {
      "Content-Type": "application/json",
      "Content-Disposition": 'attachment; filename="blytz-live-account.json"',
    });
  });
}

type Exported = z.input<typeof accountExport>;
type ListName = {
  [Name in keyof Exported]: Exported[Name] extends readonly unknown[] ? Name : never;
}[keyof Exported];

/** What there is one of. */
async function readFacts(context: AppContext, userId: string): Promise<StreamedMember[]> {
  const { database } = context.get("postgres");
  const user = must(await findUser(database, userId), "a live session has its user");
  const { exportedAt, profile, secondFactors } = accountExport.shape;
  const factors = await readFactors(database, userId);
  return [
    { name: "exportedAt", value: exportedAt.parse(new Date().toISOString()) },
    { name: "profile", value: profile.parse(await toOwnProfile(context, user)) },
    { name: "secondFactors", value: secondFactors.parse(factors) },
  ];
}

/** A page of a list; rows have their columns' names and, of what they hold, what the item's schema lets through. */
type ReadPage = (
  database: Database,
  userId: string,
  request: PageRequest,
) => Promise<Result<Page<object>, InvalidCursor>>;

/** A list that is bounded by itself, as the one page it is. */
const whole = (rows: readonly object[]): Result<Page<object>, InvalidCursor> =>
  accept({ rows, nextCursor: null });

const readOrders =
  (side: "buyer" | "seller"): ReadPage =>
  async (database, userId, request) => {
    const page = await listOrders(database, { userId, side }, request);
    return page.ok
      ? accept({ ...page.value, rows: page.value.rows.map((row) => toOrder(row, userId)) })
      : page;
  };

const lists: Readonly<Record<ListName, ReadPage>> = {
  signIns: async (database, userId) => {
    const rows = await listSessions(database, userId, new Date());
    return whole(rows.map((row) => ({ ...row, device: describeDevice(row.device, row.userAgent) })));
  },
  identities: async (database, userId) => whole(await listIdentities(database, userId)),
  passkeys: async (database, userId) => whole(await own.listOwnPasskeys(database, userId)),
  apiKeys: async (database, userId) => whole(await listApiKeys(database, userId)),
  spendingLimits: async (database, userId) => whole(await listSelfLimits(database, userId)),
  addresses: listAddresses,
  paymentMethods: listPaymentMethods,
  bought: readOrders("buyer"),
  sold: readOrders("seller"),
  paddles: own.listOwnPaddles,
  bids: own.listOwnBids,
  messages: own.listOwnMessages,
  auctions: own.listOwnAuctions,
  products: own.listOwnProducts,
  uploads: own.listOwnUploads,
  sellerApplications: own.listOwnApplications,
  shops: own.listOwnShops,
  payoutAccounts: own.listOwnPayoutAccounts,
  payouts: listPayouts,
  reviews: own.listOwnReviews,
  strikes: async (database, userId) => whole(await listStrikesOf(database, userId)),
  disputeMessages: own.listOwnDisputeMessages,
  watches: own.listOwnWatches,
  savedSearches: listSavedSearches,
  following: own.listOwnFollows,
  blockedBidders: listBlocks,
  reports: own.listOwnReports,
  activity: listAuditOf,
};

function listMembers(context: AppContext, userId: string): StreamedMember[] {
  // Single statements only: by the time they run the request's connections are closed.
  const { database } = context.get("postgres");
  return (Object.keys(lists) as ListName[]).map((name) => ({
    name,
    pages: () => readPages(name, (request) => lists[name](database, userId, request)),
  }));
}

const pageRows = 100;

/** Every page of a list, its items as their schema has them. */
async function* readPages(
  name: ListName,
  read: (request: PageRequest) => Promise<Result<Page<object>, InvalidCursor>>,
): AsyncGenerator<readonly unknown[], void, undefined> {
  const item: z.ZodType = accountExport.shape[name].element;
  for (let cursor: string | undefined, more = true; more;) {
    const page = await read({ limit: pageRows, cursor });
    if (!page.ok) throw new Error(`a cursor of ${name} does not fit its own list`);
    yield page.value.rows.map((row) => item.parse(withTimes(row)));
    cursor = page.value.nextCursor ?? undefined;
    more = cursor !== undefined;
  }
}

/** Moments as bodies have them. */
const withTimes = (row: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [
      name,
      value instanceof Date ? value.toISOString() : value,
    ]),
  );
