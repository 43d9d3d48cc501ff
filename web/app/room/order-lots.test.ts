import { expect, it } from "vitest";

import { orderLots } from "./order-lots.ts";
import { createLot } from "./room-fixtures.ts";

it("lots stand as they matter now: on the block, to come, gone", () => {
  const lots = [
    createLot({ id: "first", position: 1, status: "sold", closedAtMs: 10 }),
    createLot({ id: "second", position: 2, status: "passed", closedAtMs: 20 }),
    createLot({ id: "fourth", position: 4 }),
    createLot({ id: "open", position: 5, status: "open" }),
    createLot({ id: "third", position: 3 }),
  ];
  expect(orderLots(lots).map(({ id }) => id)).toEqual(["open", "third", "fourth", "second", "first"]);
});
