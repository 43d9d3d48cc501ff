import type { LooseRequest } from "../../../client/http/request.ts";
import { must } from "../../../domain/result.ts";
import { password, testAddress } from "./api.ts";
import type { TestApi, TestPerson } from "./api.ts";
import { catalogueRequests } from "./catalogue-requests.ts";
import { returnedRefundRequests } from "./returned-refund-requests.ts";
import { trustRequests } from "./trust-requests.ts";

/** People of every kind around one seller's sale. */
export interface Market {
  readonly sql: TestApi["sql"];
  readonly seller: TestPerson;
  /** Has an address and a card, and bought something of the seller. */
  readonly buyer: TestPerson;
  readonly otherBuyer: TestPerson;
  readonly otherSeller: TestPerson;
  /** Registered for the seller's sale and then shut out of it. */
  readonly blocked: TestPerson;
  readonly admin: TestPerson;
  /** Signs in with passkeys, so a fresh proof is one of those. */
  readonly keyHolder: TestPerson;
  /** Whom admins do things to. */
  readonly subject: TestPerson;
  /** A live sale with an open lot. */
  readonly sale: { readonly id: string; readonly lotId: string };
  /** A private one that was only set up. */
  readonly privateSaleId: string;
  readonly orderId: string;
  /** Another order of theirs, as far as it is said to be; a dispute about it when it is `disputed`. */
  readonly addOrder: (status: NewOrderStatus) => Promise<string>;
  readonly categoryId: string;
  /** Makes something as somebody, by its operation; gives the answer's data. */
  readonly make: Make;
  /** Signs somebody in once more; gives the sign-in's id. */
  readonly signInAgain: (person: TestPerson) => Promise<string>;
  /** Puts a passkey on somebody's account, and counts it as proved just now. */
  readonly addPasskey: (person: TestPerson) => Promise<string>;
  /** Links an identity to somebody, as a provider's answer does. */
  readonly addIdentity: (person: TestPerson) => Promise<string>;
}

/** What these helpers read of what was made; of one thing some of it is not there, and a wrong guess fails the test. */
interface Made {
  readonly id: string;
  readonly lots: readonly { readonly id: string }[];
  readonly paddle: number;
}

type Make = (line: string, person: TestPerson, body?: object) => Promise<Made>;

const lot = { title: "A lot", startingPriceMinor: 1_000, durationMs: 60_000 };

const saleBody = (more: object = {}) => ({
  title: "A sale",
  scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
  currency: "USD",
  lots: [lot, lot],
  ...more,
});

export async function openMarket(api: TestApi): Promise<Market> {
  const [seller, buyer] = [await api.join("Seller", "seller"), await api.joinAsBidder("Buyer")];
  const [otherBuyer, blocked] = [await api.joinAsBidder("Other"), await api.joinAsBidder("Blocked")];
  const [subject, keyHolder] = [await api.join("Subject"), await api.join("Holder")];
  const [otherSeller, admin] = [await api.join("Rival", "seller"), await api.join("Admin", "admin")];
  const make: Make = async (line, { token }, body) => {
    const headers = { "X-Client": "mobile" };
    const answer = await api.call(line, { token, headers, ...(body === undefined ? {} : { body }) });
    if (answer.status > 201) throw new Error(`${line}: ${JSON.stringify(answer.body)}`);
    return (answer.body as { readonly data: Made }).data;
  };
  const category = { name: "Things", slug: `c-${crypto.randomUUID()}` };
  const { id: categoryId } = await make("POST /categories", admin, category);
  const { id, lots } = await make("POST /auctions", seller, saleBody());
  const sale = { id, lotId: must(lots[0], "the sale has lots").id };
  const host = (command: object) =>
    make(`POST /auctions/${sale.id}/commands`, seller, { id: crypto.randomUUID(), ...command });
  const { paddle } = await make(`POST /auctions/${sale.id}/join`, blocked);
  await host({ type: "auction.start" });
  await host({ type: "lot.open", lotId: sale.lotId });
  await host({ type: "bidder.block", paddle });
  const { id: privateSaleId } = await make("POST /auctions", seller, saleBody({ visibility: "private" }));
  let sales = 0;
  const addOrder: Market["addOrder"] = async (status) => {
    sales += 1;
    return insertOrder(api, { sale, buyer, seller, status, saleNumber: sales });
  };
  const orderId = await addOrder("pending");
  const addIdentity: Market["addIdentity"] = async (person) => {
    const [identity] = await api.sql(
      `INSERT INTO user_identities (id, user_id, provider, issuer, subject)
       VALUES (gen_random_uuid(), $1, 'google', 'https://accounts.google.com', gen_random_uuid()::text) RETURNING id`,
      [person.id],
    );
    return String(must(identity, "an insert returns its row")["id"]);
  };
  const addPasskey: Market["addPasskey"] = async (person) => {
    const [passkey] = await api.sql(
      `INSERT INTO passkeys (id, user_id, credential_id, public_key, counter, transports, is_backed_up, name)
       VALUES (gen_random_uuid(), $1, gen_random_uuid()::text, 'cose', 0, '{internal}', true, 'Phone') RETURNING id`,
      [person.id],
    );
    await api.sql("UPDATE user_sessions SET second_factor_at = now() WHERE user_id = $1", [person.id]);
    return String(must(passkey, "an insert returns its row")["id"]);
  };
  const signInAgain: Market["signInAgain"] = async ({ id: userId, email }) => {
    await api.call("POST /auth/login", { body: { email, password } });
    const [signIn] = await api.sql(
      "SELECT id FROM user_sessions WHERE user_id = $1 ORDER BY id DESC LIMIT 1",
      [userId],
    );
    return String(must(signIn, "somebody signed in")["id"]);
  };
  return {
    sql: api.sql,
    seller,
    buyer,
    otherBuyer,
    otherSeller,
    blocked,
    admin,
    subject,
    keyHolder,
    sale,
    privateSaleId,
    orderId,
    addOrder,
    categoryId,
    make,
    addIdentity,
    signInAgain,
    addPasskey,
  };
}

type NewOrderStatus = "pending" | "paid" | "shipped" | "disputed" | "disputed-at-bank";

/** What a hammer would have made, and a payment; waiting for them takes seconds. */
async function insertOrder(
  api: TestApi,
  {
    sale,
    buyer,
    seller,
    status: asked,
    saleNumber,
  }: Pick<Market, "sale" | "buyer" | "seller"> & {
    readonly status: NewOrderStatus;
    readonly saleNumber: number;
  },
): Promise<string> {
  const status = asked === "disputed-at-bank" ? "disputed" : asked;
  const [order] = await api.sql(
    `INSERT INTO orders (id, auction_id, lot_id, sale_number, seller_id, buyer_id, currency, hammer_minor, premium_minor,
       shipping_minor, tax_minor, total_minor, premium_bps, tax_bps, fee_bps, sold_at, status, paid_at, shipped_at,
       disputed_at, status_before_dispute)
     VALUES (gen_random_uuid(), $1, $2, $5, $3, $4, 'USD', 1000, 0, 0, 0, 1000, 0, 0, 0, now(), $6,
       case when $6 <> 'pending' then now() end, case when $6 = 'shipped' then now() end,
       case when $6 = 'disputed' then now() end, case when $6 = 'disputed' then 'paid' end) RETURNING id`,
    [sale.id, sale.lotId, seller.id, buyer.id, saleNumber, status],
  );
  const id = String(must(order, "an insert returns its row")["id"]);
  if (status === "pending") return id;
  await api.sql(
    `INSERT INTO payments (id, order_id, user_id, attempt, idempotency_key, status, amount_minor, currency, provider,
       provider_reference, completed_at)
     VALUES (gen_random_uuid(), $1::uuid, $2, 1, $1::uuid::text, 'completed', 1000, 'USD', 'test', $1::uuid::text, now())`,
    [id, buyer.id],
  );
  if (asked === "disputed")
    await api.sql(
      `INSERT INTO disputes (id, order_id, origin, reason, amount_minor) VALUES (gen_random_uuid(), $1, 'buyer', 'damaged', 1000)`,
      [id],
    );
  if (asked === "disputed-at-bank")
    await api.sql(
      `INSERT INTO disputes (id, order_id, payment_id, origin, reason, amount_minor, provider_reference, evidence_status,
         next_action_at)
       SELECT gen_random_uuid(), $1, id, 'bank', 'damaged', 1000, $1::uuid::text, 'due', now() + interval '1 day'
       FROM payments WHERE order_id = $1`,
      [id],
    );
  return id;
}

type Prepare = (market: Market) => Promise<LooseRequest> | LooseRequest;

const card = { cardNumber: "4242424242424242", expiryMonth: 12, expiryYear: 2_040 };
const announcedPicture = { purpose: "picture", contentType: "image/png", byteSize: 1_000 };
const keyBody = { name: "Bot", scopes: ["orders:read"] };
const product = ({ categoryId }: Market, more: object = {}) => ({
  categoryId,
  title: "A thing",
  condition: "good",
  status: "active",
  currency: "USD",
  startingPriceMinor: 1_000,
  ...more,
});
const category = () => ({ name: "More", slug: `c-${crypto.randomUUID()}` });
const newProduct = async (market: Market, more: object = {}) =>
  market.make("POST /products", market.seller, product(market, more));
const newLot = async ({ make, seller }: Market) => {
  const { id, lots } = await make("POST /auctions", seller, saleBody());
  return { id, lotId: must(lots[1], "the sale has lots").id };
};
const onId = ({ id }: { readonly id: string }): LooseRequest["params"] => ({ id });

/** A fresh, well-formed request for each operation, by the person the thing belongs to (`owners`). */
export const requests: Readonly<Record<string, Prepare>> = {
  ...trustRequests,
  ...returnedRefundRequests,
  ...catalogueRequests,
  register: () => ({
    body: { email: `${crypto.randomUUID()}@example.test`, password, displayName: "New" },
  }),
  login: ({ buyer }) => ({ body: { email: buyer.email, password } }),
  listSessions: () => ({}),
  endSession: async ({ signInAgain, buyer }) => ({ params: { id: await signInAgain(buyer) } }),
  disableUser: ({ subject }) => ({ params: onId(subject), body: { reason: "because" } }),
  enableUser: ({ subject }) => ({ params: onId(subject) }),
  listApiKeys: () => ({}),
  createApiKey: () => ({ body: keyBody }),
  renameApiKey: async ({ make, buyer }) => ({
    params: onId(await make("POST /api-keys", buyer, keyBody)),
    body: { name: "Renamed" },
  }),
  revokeApiKey: async ({ make, buyer }) => ({ params: onId(await make("POST /api-keys", buyer, keyBody)) }),
  changeEmail: () => ({ body: { email: `${crypto.randomUUID()}@example.test` } }),
  readProfile: ({ buyer }) => ({ params: { userId: buyer.id } }),
  editProfile: ({ buyer }) => ({ params: { userId: buyer.id }, body: { displayName: "Renamed" } }),
  listActivity: ({ buyer }) => ({ params: { userId: buyer.id } }),
  listUserOrders: ({ buyer }) => ({ params: { userId: buyer.id } }),
  readDashboard: ({ buyer }) => ({ params: { userId: buyer.id } }),
  listTransactions: ({ buyer }) => ({ params: { userId: buyer.id } }),
  deleteAvatar: ({ buyer }) => ({ params: { userId: buyer.id } }),
  createAddress: () => ({ body: testAddress }),
  editAddress: async ({ make, buyer }) => ({
    params: onId(await make("POST /addresses", buyer, testAddress)),
    body: { city: "Elsewhere" },
  }),
  deleteAddress: async ({ make, buyer }) => ({
    params: onId(await make("POST /addresses", buyer, testAddress)),
  }),
  createPaymentMethod: () => ({ body: card }),
  deletePaymentMethod: async ({ make, buyer }) => ({
    params: onId(await make("POST /payment-methods", buyer, card)),
  }),
  listAllCategories: () => ({}),
  createCategory: () => ({ body: category() }),
  editCategory: async ({ make, admin }) => ({
    params: onId(await make("POST /categories", admin, category())),
    body: { name: "Renamed" },
  }),
  deleteCategory: async ({ make, admin }) => ({
    params: onId(await make("POST /categories", admin, category())),
  }),
  createProduct: (market) => ({ body: product(market) }),
  readProduct: async (market) => ({ params: onId(await newProduct(market)) }),
  "readProduct of a draft": async (market) => ({
    params: onId(await newProduct(market, { status: "draft" })),
  }),
  replaceProduct: async (market) => ({ params: onId(await newProduct(market)), body: product(market) }),
  editProduct: async (market) => ({ params: onId(await newProduct(market)), body: { title: "Renamed" } }),
  deleteProduct: async (market) => ({ params: onId(await newProduct(market)) }),
  // Who may is asked before the form is read.
  uploadMedia: () => ({ body: {} }),
  beginUpload: () => ({ body: announcedPicture }),
  // Nothing was uploaded, which only its owner may know.
  completeUpload: async ({ make, seller }) => ({
    params: onId(await make("POST /api/v1/media/uploads", seller, announcedPicture)),
  }),
  createAuction: () => ({ body: saleBody() }),
  readAuction: ({ sale }) => ({ params: onId(sale) }),
  "readAuction of a private one": ({ privateSaleId: id }) => ({ params: { id } }),
  editAuction: async (market) => ({ params: onId(await newLot(market)), body: { title: "Renamed" } }),
  "editAuction of a private one": ({ privateSaleId: id }) => ({ params: { id }, body: { title: "Renamed" } }),
  addLot: async (market) => ({ params: onId(await newLot(market)), body: lot }),
  editLot: async (market) => ({ params: await newLot(market), body: { title: "Renamed" } }),
  deleteLot: async (market) => ({ params: await newLot(market) }),
  joinAuction: ({ sale }) => ({ params: onId(sale) }),
  "joinAuction of a private one": ({ privateSaleId: id }) => ({ params: { id } }),
  sendCommand: ({ sale }) => ({
    params: onId(sale),
    body: { type: "chat.post", id: crypto.randomUUID(), text: "hello" },
  }),
  "sendCommand of the host": async (market) => ({
    params: onId(await newLot(market)),
    body: { type: "auction.start", id: crypto.randomUUID() },
  }),
  placeBid: ({ sale }) => ({ params: onId(sale), body: { lotId: sale.lotId, amountMinor: 1_000 } }),
  "placeBid in a private one": ({ privateSaleId: id }) => ({ params: { id }, body: { amountMinor: 1_000 } }),
  listBids: ({ sale }) => ({ params: onId(sale) }),
  "listBids of a private one": ({ privateSaleId: id }) => ({ params: { id } }),
  listBidsV2: ({ sale }) => ({ params: onId(sale) }),
  "listBidsV2 of a private one": ({ privateSaleId: id }) => ({ params: { id } }),
  listOwnOpenings: ({ sale }) => ({ params: sale }),
  listMessages: ({ sale }) => ({ params: onId(sale) }),
  "listMessages of a private one": ({ privateSaleId: id }) => ({ params: { id } }),
  readLog: ({ sale }) => ({ params: onId(sale) }),
  "readLog of a private one": ({ privateSaleId: id }) => ({ params: { id } }),
  readOrder: ({ orderId: id }) => ({ params: { id } }),
  readStatement: () => ({ params: { month: "2026-11" } }),
  requestPayout: () => ({ body: { currency: "USD" } }),
  openPayoutAccount: () => ({ body: { country: "US" } }),
  readSellerSettings: () => ({}),
  saveSellerSettings: () => ({ body: { offersSecondChance: true } }),
  readLedger: () => ({}),
  reconcileLedger: () => ({}),
  payOrder: async ({ addOrder }) => ({ params: { id: await addOrder("paid") }, body: {} }),
  shipOrder: async ({ addOrder }) => ({ params: { id: await addOrder("paid") }, body: { carrier: "DHL" } }),
  deliverOrder: async ({ addOrder }) => ({ params: { id: await addOrder("shipped") }, body: {} }),
  cancelOrder: async ({ addOrder }) => ({ params: { id: await addOrder("pending") }, body: {} }),
  refundOrder: async ({ addOrder }) => ({
    params: { id: await addOrder("paid") },
    body: { amountMinor: 1 },
  }),
  listRefunds: ({ orderId }) => ({ params: { id: orderId } }),
  previewRefund: async ({ addOrder }) => ({
    params: { id: await addOrder("paid") },
    query: { amountMinor: 1 },
  }),
  openDispute: async ({ addOrder }) => ({
    params: { id: await addOrder("shipped") },
    body: { reason: "damaged", message: "It is in pieces." },
  }),
  readDispute: async ({ addOrder }) => ({ params: { id: await addOrder("disputed") } }),
  sayInDispute: async ({ addOrder }) => ({
    params: { id: await addOrder("disputed") },
    body: { message: "It was whole when it left." },
  }),
  readEvidence: async ({ addOrder }) => ({ params: { id: await addOrder("disputed") } }),
  submitEvidence: async ({ addOrder }) => ({
    params: { id: await addOrder("disputed-at-bank") },
    body: {},
  }),
  listDisputes: () => ({}),
  resolveDispute: async ({ addOrder }) => ({
    params: { id: await addOrder("disputed") },
    body: { outcome: "seller", resolution: "It left whole." },
  }),
  reportDelivered: async ({ addOrder }) => ({
    params: { id: await addOrder("shipped") },
    body: { scannedAt: new Date().toISOString() },
  }),
  reportLost: async ({ addOrder }) => ({ params: { id: await addOrder("shipped") }, body: {} }),
  readInvoice: ({ orderId: id }) => ({ params: { id } }),
  readPackingSlip: ({ orderId: id }) => ({ params: { id } }),
  renamePasskey: async ({ keyHolder, addPasskey }) => ({
    params: { id: await addPasskey(keyHolder) },
    body: { name: "Renamed" },
  }),
  deletePasskey: async ({ keyHolder, addPasskey }) => ({ params: { id: await addPasskey(keyHolder) } }),
  unlinkIdentity: async ({ buyer, addIdentity }) => ({ params: { id: await addIdentity(buyer) } }),
};
