import { getId, id, kinds, moment, openPlanStage, page } from "../../test/support/query-plans.ts";
import { listAudit } from "./audit.ts";
import { findBidderTerms } from "./bidder-terms.ts";
import { listSuspicions } from "./link-suspicions.ts";
import { listCases, listReportsOf } from "./moderation.ts";
import { findReview, listReviews } from "./reviews.ts";
import { listSavedSearches } from "./saved-searches.ts";
import { listSelfLimits, readWon } from "./self-limits.ts";
import { findLatestApplication, listApplications } from "./seller-applications.ts";
import { listBlocks, listOpenRegistrations } from "./seller-blocks.ts";
import { findSeller, isFollower, listFollowedSellers } from "./sellers.ts";
import { listAppeals, listStrikesOf } from "./strikes.ts";
import { listWatches } from "./watches.ts";

const { database, second, testPlans } = await openPlanStage([
  `insert into addresses (id, user_id, full_name, line1, city, postal_code, country, preference)
   select gen_random_uuid(), ${id(kinds.user, "n")}, 'Ana', 'Street', 'City', '1', 'US', -n
   from generate_series(1, 10000) n`,
  `insert into payment_methods (id, user_id, provider, provider_reference, brand, last4, status, verified_at, preference)
   select gen_random_uuid(), ${id(kinds.user, "n")}, 'test', 'card-' || n, 'visa', '4242', 'verified', now(), -n
   from generate_series(1, 10000) n`,
  `insert into audit_log (id, at, actor_id, action, subject_type, subject_id)
   select gen_random_uuid(), ${moment}, ${id(kinds.user, "1 + n % 2000")},
     case when n % 100 = 0 then 'user.disabled' else 'session.ended' end,
     (array['session', 'user', 'order', 'auction'])[1 + n % 4], (n % 1000)::text
   from generate_series(1, 30000) n`,
  `insert into seller_settings (user_id) select ${id(kinds.user, "n")} from generate_series(1, 5000) n`,
  `update users set role = 'seller' where id <= ${id(kinds.user, "5000")}`,
  `insert into seller_profiles (user_id, shop_name, slug)
   select ${id(kinds.user, "n")}, 'Shop ' || n, 'shop-' || n from generate_series(1, 5000) n`,
  `insert into reviews (id, order_id, seller_id, buyer_id, product_id, rating, text, created_at, hidden_at, hidden_reason)
   select gen_random_uuid(), id, seller_id, buyer_id, ${id(kinds.product, "1 + sale % 2000")}, 1 + sale % 5,
     'As described.', created_at, case when sale % 50 = 0 then now() end,
     case when sale % 50 = 0 then 'spam' end
   from (select *, row_number() over (order by id) as sale from orders) numbered`,
  // Two in ten are still open.
  `insert into moderation_cases (id, subject_type, subject_id, owner_id, status, decided_at, created_at)
   select ${id(kinds.case, "n")}, (array['product', 'auction', 'message', 'user', 'review'])[1 + n % 5],
     gen_random_uuid(), ${id(kinds.user, "1 + n % 500")}, case when n % 10 < 2 then 'open' else 'dismissed' end,
     case when n % 10 >= 2 then now() end, ${moment}
   from generate_series(1, 20000) n`,
  `insert into reports (id, case_id, reporter_id, reason)
   select gen_random_uuid(), ${id(kinds.case, "1 + n / 2")}, ${id(kinds.user, "1 + n % 5000")}, 'spam'
   from generate_series(0, 39999) n`,
  `insert into strikes (id, user_id, order_id, expires_at, created_at, appeal_status, appeal, appealed_at)
   select gen_random_uuid(), buyer_id, id, created_at + interval '180 days', created_at,
     case when sale % 5 = 0 then 'open' else 'none' end, case when sale % 5 = 0 then 'I did pay.' end,
     case when sale % 5 = 0 then created_at end
   from (select *, row_number() over (order by id) as sale from orders) numbered where sale % 4 = 1`,
  `insert into seller_applications (id, user_id, status, shop_name, slug, about, country, goods, agreed_at, created_at,
     decided_at)
   select gen_random_uuid(), ${id(kinds.user, "n")}, case when n % 20 = 0 then 'pending' else 'approved' end, 'Shop',
     'asked-' || n, 'A shop', 'US', 'Lamps', ${moment}, ${moment}, case when n % 20 <> 0 then now() end
   from generate_series(1, 10000) n`,
  `insert into seller_follows (user_id, seller_id, created_at)
   select ${id(kinds.user, "1001 + n % 500")}, ${id(kinds.user, "1 + n / 500")}, ${moment}
   from generate_series(0, 19999) n`,
  `insert into seller_blocks (seller_id, user_id, created_at)
   select ${id(kinds.user, "1 + n / 100")}, ${id(kinds.user, "1001 + n % 100")}, ${moment}
   from generate_series(0, 9999) n`,
  `insert into account_links (user_id, linked_user_id, reason)
   select ${id(kinds.user, "n")}, ${id(kinds.user, "n + 1")}, 'payment' from generate_series(1, 9999) n`,
  `insert into link_suspicions (id, user_id, linked_user_id, status, score, signals, created_at)
   select gen_random_uuid(), ${id(kinds.user, "n")}, ${id(kinds.user, "n + 1")},
     case when n % 10 = 0 then 'pending' else 'dismissed' end, 5, '{network}', ${moment}
   from generate_series(1, 9999) n`,
  `insert into spending_limits (user_id, currency, platform_limit_minor)
   select ${id(kinds.user, "n")}, 'USD', 100000 from generate_series(1, 10000) n`,
  `insert into self_limits (user_id, currency, period, limit_minor)
   select ${id(kinds.user, "n")}, 'USD', period, 100000
   from generate_series(1, 10000) n, unnest(array['auction', 'day', 'month']) period`,
  `insert into watches (id, user_id, kind, subject_id, created_at)
   select gen_random_uuid(), ${id(kinds.user, "1001 + n % 50")}, 'product', ${id(kinds.product, "1 + n / 50")}, ${moment}
   from generate_series(0, 19999) n`,
  `insert into saved_searches (id, user_id, name, filter, unsubscribe_token, told_until, next_look_at, created_at)
   select gen_random_uuid(), ${id(kinds.user, "1 + n % 250")}, 'Lamps', '{}', n::text, now(), now(), ${moment}
   from generate_series(1, 20000) n`,
]);

const user = getId(kinds.user, 1_002);
const seller = getId(kinds.user, 2);
const at = new Date(Date.UTC(2026, 10, 21));

testPlans([
  {
    what: "whether somebody may bid",
    run: async () =>
      findBidderTerms(database, { userId: user, sellerId: seller, auctionId: null, currency: "USD", at }),
    uses: [
      "users_pkey",
      "addresses_user_id_index",
      "payment_methods_user_id_index",
      "seller_blocks_pkey",
      "strikes_user_index",
      "spending_limits_pkey",
      "self_limits_pkey",
      "orders_buyer_index",
    ],
  },
  {
    what: "what somebody won within a month",
    run: async () => readWon(database, { userId: user, at: new Date(Date.UTC(2026, 0, 10)) }),
    uses: ["orders_buyer_index"],
  },
  {
    what: "the limits of somebody's own",
    run: async () => listSelfLimits(database, user),
    uses: ["self_limits_pkey"],
  },
  {
    what: "a shop by its address",
    run: async () => findSeller(database, "shop-7"),
    uses: ["seller_profiles_slug_unique", "seller_settings_pkey", "seller_tallies_pkey"],
  },
  {
    what: "the reviews of a seller",
    run: async () => second(async (request) => listReviews(database, { sellerId: seller }, request)),
    uses: ["reviews_seller_index"],
    inOrder: true,
  },
  {
    what: "the reviews of a seller with one number of stars",
    run: async () =>
      second(async (request) => listReviews(database, { sellerId: seller, rating: 2 }, request)),
    uses: ["reviews_seller_index"],
    inOrder: true,
  },
  {
    what: "the reviews of a product",
    run: async () => listReviews(database, { sellerId: seller, productId: getId(kinds.product, 2) }, page),
    uses: ["reviews_product_index"],
  },
  {
    what: "the review of an order",
    run: async () => findReview(database, getId(kinds.order, 5)),
    uses: ["reviews_order_unique"],
  },
  {
    what: "open cases",
    run: async () => second(async (request) => listCases(database, { status: "open" }, request)),
    uses: ["moderation_cases_status_index"],
    inOrder: true,
  },
  {
    what: "open cases about one kind of thing",
    run: async () =>
      second(async (request) => listCases(database, { status: "open", subjectType: "product" }, request)),
    uses: ["moderation_cases_status_index"],
    inOrder: true,
  },
  {
    what: "the reports of a case",
    run: async () => listReportsOf(database, getId(kinds.case, 10)),
    uses: ["reports_once_unique"],
  },
  {
    what: "the audit log",
    run: async () => second(async (request) => listAudit(database, {}, request)),
    uses: ["audit_log_at_index"],
    inOrder: true,
  },
  {
    what: "the audit log of a day",
    run: async () =>
      second(async (request) =>
        listAudit(
          database,
          { from: new Date(Date.UTC(2026, 0, 5)), to: new Date(Date.UTC(2026, 0, 6)) },
          request,
        ),
      ),
    uses: ["audit_log_at_index"],
    inOrder: true,
  },
  {
    what: "the audit log of somebody",
    run: async () => listAudit(database, { actorId: user }, page),
    uses: ["audit_log_actor_index"],
  },
  {
    what: "the audit log of a thing",
    run: async () => listAudit(database, { subjectType: "auction", subjectId: "7" }, page),
    uses: ["audit_log_subject_index"],
  },
  {
    what: "the audit log of a deed",
    run: async () => second(async (request) => listAudit(database, { action: "user.disabled" }, request)),
    uses: ["audit_log_action_index"],
    inOrder: true,
  },
  {
    what: "the strikes of somebody",
    run: async () => listStrikesOf(database, user),
    uses: ["strikes_user_index"],
  },
  {
    what: "open appeals",
    run: async () => second(async (request) => listAppeals(database, request)),
    uses: ["strikes_appeal_index"],
    inOrder: true,
  },
  {
    what: "waiting applications",
    run: async () => second(async (request) => listApplications(database, { status: "pending" }, request)),
    uses: ["seller_applications_status_index"],
    inOrder: true,
  },
  {
    what: "an application of somebody",
    run: async () => findLatestApplication(database, user),
    uses: ["seller_applications_user_index"],
  },
  {
    what: "whom somebody follows",
    run: async () => second(async (request) => listFollowedSellers(database, user, request)),
    uses: ["seller_follows_user_index"],
    inOrder: true,
  },
  {
    what: "whether somebody follows a seller",
    run: async () => isFollower(database, { userId: user, sellerId: seller }),
    uses: ["seller_follows_pkey"],
  },
  {
    what: "whom a seller keeps out",
    run: async () => second(async (request) => listBlocks(database, seller, request)),
    uses: ["seller_blocks_seller_index"],
    inOrder: true,
  },
  {
    what: "the rooms where somebody can still bid",
    run: async () => listOpenRegistrations(database, { userId: user }),
    uses: ["registrations_user_id_index"],
  },
  {
    what: "accounts that may be one person's",
    run: async () => second(async (request) => listSuspicions(database, { status: "pending" }, request)),
    uses: ["link_suspicions_status_index"],
    inOrder: true,
  },
  {
    what: "what somebody watches",
    run: async () => second(async (request) => listWatches(database, { userId: user }, request)),
    uses: ["watches_user_index"],
    inOrder: true,
  },
  {
    what: "the searches somebody keeps",
    run: async () => second(async (request) => listSavedSearches(database, seller, request)),
    uses: ["saved_searches_user_index"],
    inOrder: true,
  },
]);
