import { describe, expect, test } from "vitest";
import type { NoticeToSend } from "../../../db/settlement/notice-to-send.ts";
import { noticeKinds } from "../../../db/schema/order-notices.ts";
import { writeLetter } from "./notice-letters.ts";

const notice: NoticeToSend = {
  id: "notice-1",
  kind: "payment-failed",
  userId: "buyer",
  email: "ana@blytz.test",
  displayName: "Ana",
  locale: null,
  orderId: "order-1",
  buyerId: "buyer",
  title: "A vase",
  format: "english",
  buyNowMinor: null,
  bidCount: 3,
  currency: "EUR",
  totalMinor: 123_450,
  paymentDueAt: new Date("2026-11-28T19:05:00Z"),
  carrier: null,
  trackingNumber: null,
  shippingAddress: null,
};
const house = { ORIGIN: "https://blytz.test", HOUSE_EMAIL: "help@blytz.test" };
const write = (change: Partial<NoticeToSend>): string =>
  writeLetter({ ...notice, ...change }, house).text.replaceAll("\u00a0", " ");

describe("amounts and dates of a letter", () => {
  test.each([
    ["de-DE", "EUR", "1.234,50 €", "28 November 2026, 19:05 UTC"],
    ["en-US", "EUR", "€1,234.50", "November 28, 2026, 7:05 PM UTC"],
    ["en-GB", "EUR", "€1,234.50", "28 November 2026, 19:05 UTC"],
    ["fr-FR", "EUR", "1 234,50 €", "2026, 19:05 UTC"],
    ["ja-JP", "JPY", "¥123,450", "2026, 19:05 UTC"],
    ["hi-IN", "INR", "₹1,234.50", "28 November 2026, 7:05 pm UTC"],
  ] as const)("are those of %s: %s as %s", (locale, currency, amount, moment) => {
    const text = write({ locale, currency });
    expect(text).toContain(`not charged: ${amount} is still to be paid.`);
    expect(text).toMatch(new RegExp(`Pay by [\\w ,]*${moment}, or`, "u"));
  });

  test("of a buyer whose account says nothing are those of the country it is sent to", () => {
    const address = { country: "DE" } as NoticeToSend["shippingAddress"];
    expect(write({ shippingAddress: address })).toContain("1.234,50 €");
    // The address is not the seller's.
    expect(write({ shippingAddress: address, userId: "seller" })).toContain("€1,234.50");
    expect(write({})).toContain("€1,234.50");
  });
});

test.each([
  [{}, "You won"],
  [{ format: "fixed" }, "You bought"],
  [{ format: "dutch" }, "You bought"],
  [{ buyNowMinor: 5_000, bidCount: 0 }, "You bought"],
  [{ buyNowMinor: 5_000 }, "You won"],
] as const)("who got it by %j reads: %s", (change, begin) => {
  expect(write(change)).toContain(`${begin} "A vase"`);
});

test.each(noticeKinds)(
  "%s is a letter with a subject, a name and the way to a page its reader may open",
  (kind) => {
    const { subject, text } = writeLetter({ ...notice, kind }, house);
    expect(subject).toContain("A vase");
    const page = kind === "dispute-escalated" ? "admin/disputes" : "orders";
    expect(text).toMatch(new RegExp(`^Hello Ana,\n\n.+\n\nhttps://blytz\\.test/${page}/order-1\n$`, "su"));
  },
);

test("whose refund came back is told where to say how they get it", () => {
  const kind = "refund-failed";
  expect(write({ kind })).toContain("write to help@blytz.test and say which bank account");
  const silent = writeLetter({ ...notice, kind }, { ...house, HOUSE_EMAIL: "" });
  expect(silent.text).toContain("answer this mail and say which bank account");
});
