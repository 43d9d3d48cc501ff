import { beforeAll, describe, expect, test, vi } from "vitest";
import { toPath } from "../../client/http/request.ts";
import { pathOf } from "../../contract/http/endpoint.ts";
import { must } from "../../domain/result.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { openMarket, requests } from "../../test/support/workers/market.ts";
import type { Market } from "../../test/support/workers/market.ts";
import { passTime } from "../../test/support/workers/shop.ts";
import { operations } from "../app.ts";

let api: TestApi;
let market: Market;
beforeAll(async () => {
  api = await createTestApi();
  market = await openMarket(api);
});

type Owner = "buyer" | "seller" | "admin" | "keyHolder";
/** What somebody signed out, another buyer, another seller, somebody blocked, an admin and the owner hear. */
type Row = readonly [owner: Owner, ...statuses: [number, number, number, number, number, number]];

const anybodys: Row = ["seller", 200, 200, 200, 200, 200, 200];
const sellersPrivate: Row = ["seller", 404, 404, 404, 404, 200, 200];
const buyersAlone: Row = ["buyer", 401, 404, 404, 404, 404, 200];
const sellersProduct: Row = ["seller", 401, 403, 404, 403, 404, 200];
const sellersSale: Row = ["seller", 401, 403, 403, 403, 200, 200];
const sellersAlone: Row = ["seller", 401, 404, 404, 404, 404, 200];
const admins: Row = ["admin", 401, 403, 403, 403, 200, 200];

/**
 * Who gets at whose things: every operation with an id in its path. A product is looked up together with its seller, so
 * another seller hears 404; an auction was read first, by somebody who may see it, so there it is 403. A private
 * sale is not there for anybody else.
 */
const matrix: Readonly<Record<string, Row>> = {
  endSession: buyersAlone,
  renameApiKey: buyersAlone,
  revokeApiKey: buyersAlone,
  unlinkIdentity: buyersAlone,
  renamePasskey: ["keyHolder", 401, 404, 404, 404, 404, 200],
  deletePasskey: ["keyHolder", 401, 404, 404, 404, 404, 200],
  readProfile: anybodys,
  editProfile: buyersAlone,
  listActivity: buyersAlone,
  listUserOrders: buyersAlone,
  readDashboard: buyersAlone,
  listTransactions: buyersAlone,
  deleteAvatar: buyersAlone,
  listWatches: buyersAlone,
  addWatch: ["buyer", 401, 404, 404, 404, 404, 201],
  removeWatch: buyersAlone,
  editSavedSearch: buyersAlone,
  deleteSavedSearch: buyersAlone,
  editAddress: buyersAlone,
  deleteAddress: buyersAlone,
  deletePaymentMethod: buyersAlone,
  readOrder: buyersAlone,
  // A month of one's own, whoever asks.
  readStatement: ["buyer", 401, 200, 200, 200, 200, 200],
  // It is paid, which only its buyer may know.
  payOrder: ["buyer", 401, 404, 404, 404, 404, 409],
  shipOrder: sellersAlone,
  deliverOrder: buyersAlone,
  cancelOrder: sellersAlone,
  refundOrder: sellersAlone,
  listRefunds: buyersAlone,
  previewRefund: sellersAlone,
  resendRefund: buyersAlone,
  resendReturnedRefund: admins,
  settleReturnedRefund: admins,
  openDispute: ["buyer", 401, 404, 404, 404, 404, 201],
  readDispute: ["buyer", 401, 404, 404, 404, 200, 200],
  sayInDispute: ["buyer", 401, 404, 404, 404, 201, 201],
  readEvidence: ["seller", 401, 404, 404, 404, 200, 200],
  submitEvidence: ["seller", 401, 404, 404, 404, 200, 200],
  resolveDispute: admins,
  reportDelivered: admins,
  reportLost: admins,
  // Nobody has paid it yet, so its two parties hear 409.
  readInvoice: ["buyer", 401, 404, 404, 404, 409, 409],
  readPackingSlip: ["seller", 401, 404, 404, 404, 409, 409],
  writeReview: ["buyer", 401, 404, 404, 404, 404, 201],
  readReview: ["seller", 401, 404, 404, 404, 404, 200],
  editReview: buyersAlone,
  answerReview: ["seller", 401, 404, 404, 404, 404, 201],
  listReviews: anybodys,
  hideReview: admins,
  showReview: admins,
  decideLink: admins,
  readModerationCase: admins,
  decideModerationCase: admins,
  readStrikes: buyersAlone,
  appealStrike: buyersAlone,
  decideStrike: admins,
  listSelfLimits: buyersAlone,
  saveSelfLimit: buyersAlone,
  unblockBidder: ["seller", 401, 403, 404, 403, 404, 200],
  readStorefront: anybodys,
  readSellerCard: anybodys,
  followSeller: ["buyer", 401, 200, 200, 200, 200, 200],
  unfollowSeller: ["buyer", 401, 200, 200, 200, 200, 200],
  markSeller: admins,
  approveSellerApplication: admins,
  rejectSellerApplication: admins,
  disableUser: admins,
  enableUser: admins,
  editCategory: admins,
  deleteCategory: admins,
  readProduct: anybodys,
  "readProduct of a draft": sellersPrivate,
  replaceProduct: sellersProduct,
  editProduct: sellersProduct,
  deleteProduct: sellersProduct,
  duplicateProduct: ["seller", 401, 403, 404, 403, 404, 201],
  featureProduct: admins,
  restoreProduct: admins,
  // Nothing was uploaded there, which only its owner hears.
  completeUpload: ["seller", 401, 403, 404, 403, 404, 409],
  readAuction: anybodys,
  "readAuction of a private one": sellersPrivate,
  editAuction: sellersSale,
  "editAuction of a private one": ["seller", 401, 403, 404, 403, 200, 200],
  addLot: ["seller", 401, 403, 403, 403, 201, 201],
  editLot: sellersSale,
  deleteLot: sellersSale,
  joinAuction: anybodys,
  "joinAuction of a private one": sellersPrivate,
  sendCommand: ["seller", 401, 200, 200, 403, 200, 200],
  "sendCommand of the host": ["seller", 401, 403, 403, 403, 200, 200],
  // Refused in the room's own order: another buyer leads, the second seller has no card, an admin neither.
  placeBid: ["seller", 401, 200, 403, 403, 403, 403],
  "placeBid in a private one": ["seller", 404, 404, 404, 404, 403, 403],
  listBids: anybodys,
  "listBids of a private one": sellersPrivate,
  listBidsV2: anybodys,
  "listBidsV2 of a private one": sellersPrivate,
  listOwnOpenings: ["seller", 401, 200, 200, 200, 200, 200],
  listMessages: anybodys,
  "listMessages of a private one": sellersPrivate,
  readLog: anybodys,
  "readLog of a private one": sellersPrivate,
};

/** A name stands for its operation; what follows a space says of what. */
const findOperation = (name: string) => {
  const [plain] = name.split(" ");
  return must(
    operations.find((operation) => operation.name === plain),
    `${plain} is mounted`,
  );
};

/** Beginning with a provider takes its name, not an id of ours; a picture is a form, and a whole account goes once: tried beside their routes. */
const elsewhere = new Set(["linkIdentity", "uploadAvatar", "exportAccount", "deleteAccount"]);

/** Rooms are entered from a page or from an app; these tests are no page. */
const headers = { "X-Client": "mobile" };

async function ask(name: string, person: TestPerson | null): Promise<number> {
  const operation = findOperation(name);
  const request = await must(requests[name], `a request for ${name}`)(market);
  const line = `${operation.method.toUpperCase()} ${toPath(operation, request)}`;
  const { status } = await api.call(line, {
    headers,
    ...(person === null ? {} : { token: person.token }),
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  return status;
}

describe("whose thing it is", () => {
  test("[SEC-22] every operation with an id is in the table", () => {
    const withIds = operations.filter(({ params }) => Object.keys(params.shape).length > 0);
    const names = withIds.map(({ name }) => name).filter((name) => !elsewhere.has(name));
    const covered = new Set(Object.keys(matrix).map((name) => findOperation(name).name));
    expect([...covered].toSorted()).toEqual(names.toSorted());
  });

  test.each(Object.entries(matrix))("[SEC-22] %s", async (name, [owner, ...expected]) => {
    const { otherBuyer, otherSeller, blocked, admin } = market;
    const statuses: number[] = [];
    // One after the other, the owner last: what some may do changes what the next would find.
    for (const person of [null, otherBuyer, otherSeller, blocked, admin, market[owner]]) {
      statuses.push(await ask(name, person));
    }
    expect(statuses).toEqual(expected);
  });

  test("[SEC-22] an id that is none, and one of nothing, are answered alike, whoever asks", async () => {
    // Owners made and asked for a lot by now: what they may write in a minute fills up again.
    passTime(120_000);
    for (const [name, [owner]] of Object.entries(matrix)) {
      const operation = findOperation(name);
      const { body } = await must(requests[name], `a request for ${name}`)(market);
      for (const id of ["not-an-id", crypto.randomUUID()]) {
        const path = pathOf(operation).replaceAll(/\{\w+\}/gu, id);
        const more = body === undefined ? {} : { body };
        const line = `${operation.method.toUpperCase()} ${path}`;
        const { status } = await api.call(line, { token: market[owner].token, headers, ...more });
        expect([name, id, status]).toEqual([name, id, 404]);
      }
    }
    vi.useRealTimers();
  });
});
