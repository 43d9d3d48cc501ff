import { describe, expect, test } from "vitest";
import type { OrderAction, OrderStatus } from "./lifecycle.ts";
import { computeNextStanding, orderActions, orderStatuses } from "./lifecycle.ts";

describe("an order's life", () => {
  const allowed: Readonly<Record<string, OrderStatus>> = {
    "pending pay": "paid",
    "pending cancel": "cancelled",
    "paid ship": "shipped",
    "paid refund": "refunded",
    "paid dispute": "disputed",
    "shipped deliver": "delivered",
    "shipped refund": "refunded",
    "shipped dispute": "disputed",
    "delivered refund": "refunded",
    "delivered dispute": "disputed",
    "disputed refund": "refunded",
    "disputed restore": "delivered",
  };
  const all = orderStatuses.flatMap((status) => orderActions.map((action) => [status, action] as const));

  test.each<readonly [OrderStatus, OrderAction]>(all)("[S3] %s, %s", (status, action) => {
    const statusBeforeDispute = status === "disputed" ? "delivered" : null;
    const moved = computeNextStanding({ status, statusBeforeDispute }, action);
    const target = allowed[`${status} ${action}`];
    expect(moved.ok ? moved.value : undefined).toEqual(
      target && { status: target, statusBeforeDispute: action === "dispute" ? status : null },
    );
  });

  test("[S3] a refusal says what is possible instead", () => {
    expect(computeNextStanding({ status: "paid", statusBeforeDispute: null }, "pay")).toEqual({
      ok: false,
      refusal: { code: "order_state", status: "paid", allowed: ["ship", "refund", "dispute"] },
    });
  });
});
