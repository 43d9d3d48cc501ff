import type { LooseRequest } from "../../../client/http/request.ts";
import type { Market } from "./market.ts";

type Prepare = (market: Market) => Promise<LooseRequest> | LooseRequest;

const application = () => ({
  shopName: "A shop",
  slug: `shop-${crypto.randomUUID().slice(0, 8)}`,
  about: "All sorts of things.",
  country: "US",
  goods: "Things",
});

/** Somebody new who waits to be let in; gives their application's id. */
async function addApplication({ sql }: Market): Promise<string> {
  const { shopName, slug, about, country, goods } = application();
  const [row] = await sql(
    `WITH person AS (
       INSERT INTO users (id, email, display_name) VALUES (gen_random_uuid(), $2 || '@example.test', 'Applicant') RETURNING id)
     INSERT INTO seller_applications (id, user_id, shop_name, slug, about, country, goods, agreed_at)
     SELECT gen_random_uuid(), person.id, $1, $2, $3, $4, $5, now() FROM person RETURNING id`,
    [shopName, slug, about, country, goods],
  );
  return String(row?.["id"]);
}

const shop = () => ({ shopName: "A shop", slug: `shop-${crypto.randomUUID().slice(0, 8)}` });

/** An order that arrived, with a review of it unless it is still to be written; gives the order's id and the review's. */
async function addReview(
  { sql, addOrder }: Market,
  isWritten = true,
): Promise<{ orderId: string; reviewId: string }> {
  const orderId = await addOrder("shipped");
  await sql("UPDATE orders SET status = 'delivered', delivered_at = now() WHERE id = $1", [orderId]);
  if (!isWritten) return { orderId, reviewId: "" };
  const [row] = await sql(
    `INSERT INTO reviews (id, order_id, seller_id, buyer_id, rating, text)
     SELECT gen_random_uuid(), id, seller_id, buyer_id, 4, 'As described.' FROM orders WHERE id = $1 RETURNING id`,
    [orderId],
  );
  return { orderId, reviewId: String(row?.["id"]) };
}
const onOrderOf = async (market: Market, isWritten = true) => ({
  id: (await addReview(market, isWritten)).orderId,
});

/** A strike of the buyer's for an order that was not paid. */
async function addStrike({ sql, addOrder, buyer }: Market): Promise<{ id: string }> {
  const [row] = await sql(
    `INSERT INTO strikes (id, user_id, order_id, expires_at)
     VALUES (gen_random_uuid(), $1, $2, now() + interval '1 day') RETURNING id`,
    [buyer.id, await addOrder("pending")],
  );
  return { id: String(row?.["id"]) };
}

/** Two new accounts that may be one person's. */
async function addSuspicion({ sql }: Market): Promise<{ id: string }> {
  const [row] = await sql(
    `WITH people AS (
       INSERT INTO users (id, email, display_name)
       SELECT gen_random_uuid(), gen_random_uuid() || '@example.test', 'Somebody' FROM generate_series(1, 2) RETURNING id)
     INSERT INTO link_suspicions (id, user_id, linked_user_id, status, score, signals)
     SELECT gen_random_uuid(), min(id::text)::uuid, max(id::text)::uuid, 'pending', 50, '{address}' FROM people RETURNING id`,
  );
  return { id: String(row?.["id"]) };
}

/** A case about somebody new. */
async function addCase({ sql }: Market): Promise<{ id: string }> {
  const [row] = await sql(
    `WITH person AS (
       INSERT INTO users (id, email, display_name)
       VALUES (gen_random_uuid(), gen_random_uuid() || '@example.test', 'Somebody') RETURNING id)
     INSERT INTO moderation_cases (id, subject_type, subject_id, owner_id)
     SELECT gen_random_uuid(), 'user', id, id FROM person RETURNING id`,
  );
  return { id: String(row?.["id"]) };
}

/** What becomes of trust: requests as in {@link requests} of the market. */
export const trustRequests: Readonly<Record<string, Prepare>> = {
  applyToSell: async ({ sql, buyer }) => {
    await sql("UPDATE users SET email_verified_at = now() WHERE id = $1", [buyer.id]);
    await sql("DELETE FROM seller_applications WHERE user_id = $1", [buyer.id]);
    return { body: { ...application(), agreesToPolicies: true } };
  },
  readSellerProfile: () => ({}),
  saveSellerProfile: () => ({ body: shop() }),
  readStorefront: ({ seller }) => ({ params: { seller: seller.id } }),
  readSellerCard: ({ seller }) => ({ params: { seller: seller.id } }),
  followSeller: ({ seller }) => ({ params: { seller: seller.id } }),
  unfollowSeller: ({ seller }) => ({ params: { seller: seller.id } }),
  markSeller: async ({ make, seller }) => {
    await make("PUT /sellers/me/profile", seller, shop());
    return { params: { id: seller.id }, body: { isVerified: true, isTrusted: false } };
  },
  writeReview: async (market) => ({
    params: await onOrderOf(market, false),
    body: { rating: 5, text: "Good." },
  }),
  readReview: async (market) => ({ params: await onOrderOf(market) }),
  editReview: async (market) => ({ params: await onOrderOf(market), body: { rating: 2, text: "Less so." } }),
  answerReview: async (market) => ({ params: await onOrderOf(market), body: { text: "Thank you." } }),
  listReviews: ({ seller }) => ({ params: { seller: seller.id } }),
  hideReview: async (market) => ({
    params: { id: (await addReview(market)).reviewId },
    body: { reason: "Not about the order." },
  }),
  showReview: async (market) => ({ params: { id: (await addReview(market)).reviewId } }),
  readStrikes: ({ buyer }) => ({ params: { userId: buyer.id } }),
  appealStrike: async (market) => ({ params: await addStrike(market), body: { text: "My bank was away." } }),
  listAppeals: () => ({}),
  decideStrike: async (market) => ({
    params: await addStrike(market),
    body: { outcome: "removed", reason: "It was the bank." },
  }),
  listSelfLimits: ({ buyer }) => ({ params: { userId: buyer.id } }),
  saveSelfLimit: ({ buyer }) => ({
    params: { userId: buyer.id },
    body: { currency: "USD", period: "day", limitMinor: 1_000_000 },
  }),
  listBlockedBidders: () => ({}),
  blockBidder: async ({ addOrder }) => ({ body: { orderId: await addOrder("paid") } }),
  unblockBidder: async ({ make, seller, addOrder }) => {
    const orderId = await addOrder("paid");
    return { params: { id: (await make("POST /sellers/me/blocked-bidders", seller, { orderId })).id } };
  },
  listSuspectedLinks: () => ({}),
  decideLink: async (market) => ({
    params: await addSuspicion(market),
    body: { outcome: "confirmed", reason: "One family." },
  }),
  report: ({ seller }) => ({ body: { subjectType: "user", subjectId: seller.id, reason: "fraud" } }),
  listModerationCases: () => ({}),
  readModerationCase: async (market) => ({ params: await addCase(market) }),
  decideModerationCase: async (market) => ({
    params: await addCase(market),
    body: { action: "warn", reason: "Be kind." },
  }),
  listAuditLog: () => ({}),
  listSellerApplications: () => ({}),
  approveSellerApplication: async (market) => ({ params: { id: await addApplication(market) } }),
  rejectSellerApplication: async (market) => ({
    params: { id: await addApplication(market) },
    body: { reason: "Not this time." },
  }),
};
