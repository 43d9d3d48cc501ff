import { expect, test } from "vitest";
import { accept, refuse } from "../result.ts";
import { type CancelRequest, computeCancel } from "./cancel.ts";
import { orderLimits } from "./order-limits.ts";

const purchase: CancelRequest = {
  by: "buyer",
  status: "paid",
  origin: "hammer",
  isPurchase: true,
  carriesOthers: false,
  soldAtMs: 0,
  nowMs: orderLimits.buyerCancelMs - 1,
};
const won = { isPurchase: false };
const late = { nowMs: orderLimits.buyerCancelMs };

test.each<readonly [string, Partial<CancelRequest>, ReturnType<typeof computeCancel>]>([
  ["a purchase, by its buyer, in half an hour", {}, accept("refund")],
  ["a purchase that is not paid", { status: "pending" }, accept("cancel")],
  ["a purchase, half an hour later", late, refuse("cancel_window_closed")],
  ["what was won, by its buyer", won, refuse("cancel_window_closed")],
  ["what was won and not paid, by its buyer", { ...won, status: "pending" }, refuse("cancel_window_closed")],
  ["an offer", { ...won, ...late, status: "pending", origin: "second-chance" }, accept("cancel")],
  ["an offer that was taken", { ...won, origin: "second-chance" }, refuse("cancel_window_closed")],
  ["a purchase that pays the way of others", { carriesOthers: true }, refuse("parcel_shared")],
  ["the same, by its seller", { carriesOthers: true, by: "seller" }, accept("refund")],
  ["the same, by the house", { carriesOthers: true, by: "house" }, accept("refund")],
  ["what was won, by its seller", { ...won, ...late, by: "seller" }, accept("refund")],
  ["what was won and not paid, by its seller", { ...won, by: "seller", status: "pending" }, accept("cancel")],
  ["what was shipped, by its seller", { by: "seller", status: "shipped" }, refuse("order_state")],
  ["what was shipped, by its buyer", { status: "shipped" }, refuse("order_state")],
  ["what was called off", { status: "cancelled" }, refuse("order_state")],
])("[S3] calling off %s", (_what, request, expected) => {
  expect(computeCancel({ ...purchase, ...request })).toEqual(expected);
});
