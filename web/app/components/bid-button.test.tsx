// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { BidButtonState } from "./bid-button.tsx";
import { BidButton } from "./bid-button.tsx";
import type { BidOffer } from "./price-guard.ts";
import { REACTION_MS } from "./price-guard.ts";

const at44: BidOffer = { amountMinor: 4_400, allInMinor: 5_137 };
const at46: BidOffer = { amountMinor: 4_600, allInMinor: 5_361 };
const ready = (offer: BidOffer): BidButtonState => ({ kind: "ready", offer, outbid: false });

function show(state: BidButtonState) {
  const onBid = vi.fn<(offer: BidOffer) => void>();
  const view = render(<BidButton state={state} currency="USD" onBid={onBid} />);
  const change = (next: BidButtonState) =>
    view.rerender(<BidButton state={next} currency="USD" onBid={onBid} />);
  return { onBid, change };
}

const button = () => screen.getByRole("button");

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("the bid button", () => {
  it("shows the price it will bid and what that costs in all, and bids it", () => {
    const { onBid } = show(ready(at44));
    expect(button().textContent).toBe("Bid $44$51.37 all-in");
    fireEvent.pointerDown(button());
    fireEvent.click(button());
    expect(onBid.mock.calls).toEqual([[at44]]);
  });

  it("[P9] says that one more lot goes along with those that were won", () => {
    show({ kind: "ready", offer: at44, outbid: false, shipsAlong: true });
    expect(button().textContent).toBe("Bid $44$51.37 all-in, ships with your lots");
    expect(button().title).toContain("won here");
  });

  it("refuses a price that changed under the finger, asks, and bids when it is asked again", () => {
    vi.useFakeTimers();
    const { onBid, change } = show(ready(at44));
    fireEvent.pointerDown(button());
    change(ready(at46));
    act(() => void vi.advanceTimersByTime(REACTION_MS * 2));
    fireEvent.click(button());
    expect(onBid).not.toHaveBeenCalled();
    expect(button().textContent).toBe("Price moved. Bid $46?$53.61 all-in");

    act(() => void vi.advanceTimersByTime(REACTION_MS));
    fireEvent.pointerDown(button());
    fireEvent.click(button());
    expect(onBid.mock.calls).toEqual([[at46]]);
  });

  it.each<[string, BidButtonState, string]>([
    ["a bid is on its way", { kind: "pending", offer: at44 }, "Placing your bid…"],
    [
      "the room is away",
      { kind: "off", reason: "Waiting for the room", unsure: true },
      "Waiting for the room",
    ],
    ["bidding is over", { kind: "off", reason: "Bidding is over" }, "Bidding is over"],
  ])("does nothing and says why while %s", (_, state, words) => {
    const { onBid } = show(state);
    fireEvent.click(button());
    expect(onBid).not.toHaveBeenCalled();
    expect(button().textContent?.trim()).toBe(words);
    expect(button().getAttribute("aria-disabled")).toBe("true");
  });

  it("submits its own amount where there are no scripts", () => {
    show(ready(at44));
    expect([
      button().getAttribute("type"),
      button().getAttribute("name"),
      button().getAttribute("value"),
    ]).toEqual(["submit", "amountMinor", "4400"]);
  });
});
