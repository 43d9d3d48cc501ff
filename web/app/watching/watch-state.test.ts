import { describe, expect, it } from "vitest";

import type { Watch } from "../../../contract/http/watchlist.ts";
import { computeWatchState } from "./watch-state.ts";

const nowMs = Date.parse("2026-11-28T12:00:00Z");
const product: Watch = {
  id: "w",
  kind: "product",
  subjectId: "s",
  auctionId: null,
  title: "Clock",
  imageUrl: null,
  status: "active",
  lotStatus: null,
  auctionStatus: null,
  priceMinor: 1_000,
  currency: "USD",
  startsAt: null,
  closesAt: null,
  createdAt: "2026-11-28T11:00:00.000Z",
};
const inSale = { auctionId: "a", auctionStatus: "live" } as const;
const closing = (seconds: number) => new Date(nowMs + seconds * 1_000).toISOString();

describe("where a watched thing stands", () => {
  it.each<[string, Partial<Watch>]>([
    ["listed", {}],
    ["gone", { status: "cancelled" }],
    ["gone", { status: "draft" }],
    ["scheduled", { auctionId: "a", auctionStatus: "scheduled", lotStatus: "queued" }],
    ["next", { ...inSale, lotStatus: "queued" }],
    ["live", { ...inSale, lotStatus: "open", closesAt: closing(121) }],
    ["ending", { ...inSale, lotStatus: "open", closesAt: closing(120) }],
    ["live", { ...inSale, lotStatus: "open" }],
    ["sold", { ...inSale, lotStatus: "sold" }],
    ["sold", { status: "sold" }],
    ["unsold", { ...inSale, kind: "lot", status: "passed", lotStatus: "passed" }],
    ["unsold", { ...inSale, kind: "lot", status: "voided", lotStatus: "voided" }],
    ["live", { ...inSale, kind: "auction", status: "live" }],
    ["ended", { kind: "auction", status: "ended", auctionStatus: "ended", auctionId: "a" }],
    ["cancelled", { kind: "auction", status: "cancelled", auctionStatus: "cancelled", auctionId: "a" }],
  ])("%s: %j", (state, change) => {
    expect(computeWatchState({ ...product, ...change }, nowMs)).toBe(state);
  });
});
