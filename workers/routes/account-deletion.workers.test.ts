import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestApi, password } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import {
  bid,
  createRoom,
  describeCaller,
  describeLot,
  describeTerms,
  enterRoom,
  run,
  silenceConsole,
} from "../../test/support/workers/room.ts";
import { addSale } from "../../test/support/workers/sales.ts";
import { bringUpToDate } from "../jobs/project-room.ts";

let api: TestApi;
let seller: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  seller = await api.join("Seller", "seller");
});
beforeEach(silenceConsole);

const leave = (person: TestPerson, { of = "me", confirm = person.email } = {}) =>
  api.call(`DELETE /users/${of}`, { token: person.token, body: { confirm } });

const longAgo = new Date(Date.UTC(2026, 4, 1));

describe("deleting an account", () => {
  test("takes what is theirs alone, leaves what others rely on without a name, and frees the address", async () => {
    const ana = await api.joinAsBidder("Ana");
    const { auctionId, orderId } = await addSale(api, {
      sellerId: seller.id,
      buyerId: ana.id,
      soldAt: longAgo,
      status: "delivered",
    });
    await api.sql(
      `INSERT INTO chat_messages (id, auction_id, sender_id, display_name, role, text, at)
       VALUES (gen_random_uuid(), $1, $2, 'Ana', 'bidder', 'Lovely', now())`,
      [auctionId, ana.id],
    );
    await api.sql("INSERT INTO pictures (id, owner_id, purpose) VALUES (gen_random_uuid(), $1, 'avatar')", [
      ana.id,
    ]);
    const trail = await api.sql("SELECT id FROM audit_log WHERE actor_id = $1 ORDER BY id", [ana.id]);

    const left = await leave(ana, { confirm: ` ${ana.email.toUpperCase()}` });
    expect([left.status, left.body.data]).toEqual([200, null]);
    expect(left.headers.getSetCookie().join()).toContain("access=;");

    expect((await api.call("GET /users/me/profile", { token: ana.token })).body.error.code).toBe(
      "invalid_token",
    );
    expect((await api.call(`GET /users/${ana.id}/profile`)).status).toBe(404);
    const back = await api.call("POST /auth/login", { body: { email: ana.email, password } });
    expect(back.body.error.code).toBe("invalid_credentials");

    const order = await api.call(`GET /orders/${orderId}`, { token: seller.token });
    expect(order.status).toBe(200);
    const sales = await api.call("GET /users/me/transactions", { token: seller.token });
    expect(sales.body.data[0]).toMatchObject({ counterparty: "Deleted account", orderId });
    const chat = await api.call(`GET /auctions/${auctionId}/messages`);
    expect(chat.body.data).toMatchObject([{ displayName: "Deleted account", text: "Lovely" }]);
    const bids = await api.sql("SELECT count(*)::int AS n FROM bids WHERE bidder_id = $1", [ana.id]);
    expect(bids).toEqual([{ n: 3 }]);
    const pictures = await api.sql("SELECT discard_at <= now() AS due FROM pictures WHERE owner_id = $1", [
      ana.id,
    ]);
    expect(pictures).toEqual([{ due: true }]);
    const after = await api.sql("SELECT id, action FROM audit_log WHERE actor_id = $1 ORDER BY id", [ana.id]);
    expect(after.slice(0, trail.length).map(({ id }) => id)).toEqual(trail.map(({ id }) => id));
    expect(after.at(-1)).toMatchObject({ action: "user.deleted" });
    const everything = await api.sql("SELECT row_to_json(users)::text AS text FROM users WHERE id = $1", [
      ana.id,
    ]);
    expect(String(everything[0]?.["text"])).not.toContain(ana.email);

    const mails = await api.sql(
      "SELECT subject FROM development_mails WHERE recipient = $1 ORDER BY sent_at",
      [ana.email],
    );
    expect(mails.at(-1)).toEqual({ subject: "Your account was deleted" });
    const again = await api.call("POST /auth/register", {
      body: { email: ana.email, password, displayName: "Ana again" },
    });
    expect([again.status, again.body.data.user.id === ana.id]).toEqual([201, false]);
  });

  test.each([
    ["pending", "buyer"],
    ["paid", "buyer"],
    ["shipped", "seller"],
    ["disputed", "seller"],
  ] as const)("is refused while an order is %s, for its %s", async (status, side) => {
    const [one, other] = [await api.join("One", "seller"), await api.join("Other", "seller")];
    const sellerId = side === "seller" ? one.id : other.id;
    const buyerId = side === "buyer" ? one.id : other.id;
    await addSale(api, { sellerId, buyerId, soldAt: longAgo, status });
    const refused = await leave(one);
    expect([refused.status, refused.body.error]).toMatchObject([
      409,
      { code: "obligations_open", details: { openOrders: 1, openAuctions: 0, standingBids: 0 } },
    ]);
    // Nothing has happened, so they are still signed in.
    expect((await api.call("GET /users/me/profile", { token: one.token })).status).toBe(200);
  });

  test("is refused to a seller with a sale ahead, and to whoever leads in a room that is not projected yet", async () => {
    const [host, leader, outbid] = [
      await api.join("Host", "seller"),
      await api.joinAsBidder("Leader"),
      await api.joinAsBidder("Outbid"),
    ];
    const { room, auctionId, lotIds } = await createRoom([describeLot()], { sellerId: host.id });
    const [lotId = ""] = lotIds;
    await bringUpToDate(api.env, api.database.client, auctionId);
    const refusedHost = await leave(host);
    expect(refusedHost.body.error).toMatchObject({ code: "obligations_open", details: { openAuctions: 1 } });

    for (const { id } of [leader, outbid]) {
      await run(
        room,
        { type: "bidder.register", id: "register", terms: describeTerms(id) },
        describeCaller(id),
      );
    }
    await bringUpToDate(api.env, api.database.client, auctionId);
    await run(room, { type: "auction.start", id: "start" }, describeCaller(host.id));
    await run(room, { type: "lot.open", id: "open", lotId }, describeCaller(host.id));
    await run(room, bid(lotId, 1_000, { mode: "exact" }), describeCaller(outbid.id));
    await run(room, bid(lotId, 2_000, { mode: "exact" }), describeCaller(leader.id));
    const socket = await enterRoom(room, describeCaller(outbid.id), { terms: null });
    const refused = await leave(leader);
    expect(refused.body.error).toMatchObject({ code: "obligations_open", details: { standingBids: 1 } });
    expect((await leave(outbid)).status).toBe(200);
    expect((await socket.closing()).code).toBe(4_401);
  });

  test("[SEC-22] is for its owner, who types the address again and has proved themselves lately", async () => {
    const [ben, eve] = [await api.join("Ben"), await api.join("Eve")];
    expect((await leave(eve, { of: ben.id })).status).toBe(404);
    expect((await api.call(`DELETE /users/${ben.id}`, { body: { confirm: ben.email } })).status).toBe(401);
    const mistyped = await leave(ben, { confirm: eve.email });
    expect([mistyped.status, mistyped.body.error.details[0].path]).toEqual([400, "confirm"]);
    await api.sql(
      "UPDATE user_sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = $1",
      [ben.id],
    );
    expect((await leave(ben)).body.error.code).toBe("mfa_required");
  });

  test("is refused to the last admin", async () => {
    const [one, two] = [await api.join("One", "admin"), await api.join("Two", "admin")];
    expect((await leave(one)).status).toBe(200);
    expect((await leave(two)).body.error.code).toBe("last_admin");
  });
});
