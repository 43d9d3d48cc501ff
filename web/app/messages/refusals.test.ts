import { describe, expect, test } from "vitest";

import { cancelOrder, payOrder } from "../../../contract/http/orders.ts";
import { openDispute } from "../../../contract/http/disputes.ts";
import { bidderObstacles, placeBid } from "../../../contract/http/rooms.ts";
import { en } from "./en.ts";

const { room, account } = en;

test.each(bidderObstacles)("%s has words for whoever cannot bid because of it", (obstacle) => {
  expect(room.obstacles[obstacle].label).toMatch(/\w$/u);
});

test("whoever looks at what they sell is told that it is theirs", () => {
  expect(room.obstacles.own_lot.label).toBe("This is your own listing");
  expect(room.refusals["own_lot"]).toBe("This is your own listing.");
});

// A page answers "not found" itself.
test.each([...placeBid.refusals, "not_for_sale"].filter((code) => code !== "not_found"))(
  "a bid refused for %s has words",
  (code) => {
    expect(room.refusals[code]).toMatch(/^[A-Z].+\.$/u);
  },
);

describe("what is refused about an order", () => {
  const codes = [...payOrder.refusals, ...cancelOrder.refusals, ...openDispute.refusals];
  test.each([...new Set(codes)].filter((code) => code !== "not_found"))("has words for %s", (code) => {
    expect((account.order.refused as Readonly<Record<string, string>>)[code]).toMatch(/^[A-Z].+\.$/u);
  });
});
