import { describe, expect, test } from "vitest";
import { computeNextStatus, listSellersStatusesBefore, listStatusesBefore } from "./lifecycle.ts";
import { productActions, productStatuses } from "./lifecycle.ts";

describe("a product's lifecycle", () => {
  test("has these moves and no other", () => {
    const moves = productStatuses.flatMap((status) =>
      productActions.flatMap((action) => {
        const next = computeNextStatus(status, action);
        return next === undefined ? [] : [`${status} ${action} ${next}`];
      }),
    );
    expect(moves).toEqual([
      "draft publish active",
      "draft cancel cancelled",
      "draft sell sold",
      "active withdraw draft",
      "active cancel cancelled",
      "active sell sold",
      "cancelled reopen draft",
    ]);
  });

  test("lets only what a lot can be made of be sold, and nothing leave that", () => {
    expect(listStatusesBefore("sell")).toEqual(["draft", "active"]);
    expect(productActions.map((action) => computeNextStatus("sold", action))).toEqual(
      productActions.map(() => undefined),
    );
  });

  test.each([
    ["draft", ["draft", "active", "cancelled"]],
    ["active", ["draft", "active"]],
    ["cancelled", ["draft", "active", "cancelled"]],
    ["sold", []],
  ] as const)("lets a seller come to %s from %j", (target, before) => {
    expect(listSellersStatusesBefore(target)).toEqual(before);
  });
});
