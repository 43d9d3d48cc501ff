import { describe, expect, test } from "vitest";
import type { ReleaseFacts, ReleaseReason } from "./release.ts";
import { computeRelease, computeReleaseAt } from "./release.ts";

const day = (number: number): Date => new Date(Date.UTC(2026, 10, number, 12));

const nothingYet: ReleaseFacts = {
  shippedAt: null,
  deliveredAt: null,
  lostAt: null,
  isDisputed: false,
  isTrusted: false,
};
const shipped = { shippedAt: day(1) };
const delivered = { ...shipped, deliveredAt: day(4) };
const trusted = { isTrusted: true };
const disputed = { isDisputed: true };

describe("when an order's money is released", () => {
  test.each<readonly [string, Partial<ReleaseFacts>, ReleaseReason, Date | null]>([
    ["nothing was sent", {}, "not-shipped", null],
    ["nothing was sent by somebody trusted", trusted, "not-shipped", null],
    ["on its way", shipped, "not-scanned", day(22)],
    ["on its way, from somebody trusted", { ...shipped, ...trusted }, "handed-over", day(1)],
    ["delivered", delivered, "delivered", day(6)],
    ["delivered after the longest wait", { ...shipped, deliveredAt: day(25) }, "delivered", day(27)],
    ["delivered, from somebody trusted", { ...delivered, ...trusted }, "handed-over", day(1)],
    ["handed over in person, never shipped", { deliveredAt: day(4) }, "not-shipped", null],
    ["lost", { ...shipped, lostAt: day(9) }, "lost", null],
    ["lost, from somebody trusted", { ...shipped, ...trusted, lostAt: day(9) }, "lost", null],
    ["disputed before it was sent", disputed, "disputed", null],
    ["disputed on its way", { ...shipped, ...disputed }, "disputed", null],
    ["disputed after delivery", { ...delivered, ...disputed }, "disputed", null],
    ["disputed, from somebody trusted", { ...delivered, ...trusted, ...disputed }, "disputed", null],
    ["lost and disputed", { ...shipped, ...disputed, lostAt: day(9) }, "disputed", null],
  ])("[S3] %s", (_, facts, reason, releaseAt) => {
    expect(computeRelease({ ...nothingYet, ...facts })).toEqual({ reason, releaseAt });
    expect(computeReleaseAt({ ...nothingYet, ...facts })).toEqual(releaseAt);
  });

  test("[S3] nobody's money is released before a parcel was handed over, whatever else is so", () => {
    const moments = [null, day(1), day(30)];
    for (const deliveredAt of moments)
      for (const lostAt of moments)
        for (const isDisputed of [false, true])
          for (const isTrusted of [false, true])
            expect(
              computeReleaseAt({ shippedAt: null, deliveredAt, lostAt, isDisputed, isTrusted }),
            ).toBeNull();
  });
});
