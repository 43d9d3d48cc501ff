import type { Locator, Page } from "@playwright/test";
import { expect } from "./test.ts";

type Press = (what: Locator, options?: { timeout?: number }) => Promise<void>;

/** An auction room as somebody in it sees it. */
export interface Room {
  readonly page: Page;
  /** The lot in focus, with its price, clock and buttons. */
  readonly panel: Locator;
  readonly price: Locator;
  readonly clock: Locator;
  /** The ring around the clock; `data-phase` says which part of the lot's life it shows. */
  readonly ring: Locator;
  readonly leading: Locator;
  readonly bidButton: (price: string) => Locator;
  readonly readSecondsLeft: () => Promise<number>;
  /** Presses the bid button until the bid at this price is leading. */
  readonly bid: (price: string, press: Press) => Promise<void>;
}

export async function enterRoom(page: Page, auctionId: string): Promise<Room> {
  const room = createRoom(page);
  await page.goto(`/auctions/${auctionId}`);
  return room;
}

function createRoom(page: Page): Room {
  const panel = page.getByRole("region", { name: /^#\d+/u });
  const leading = panel.getByText("You are leading", { exact: true });
  const clock = panel.getByRole("timer");
  const ring = panel.locator("[data-phase]");
  const bidButton = (price: string): Locator =>
    // The all-in price is there once the room has answered: only then does the button bid.
    panel.getByRole("button", {
      name: new RegExp(`Bid ${price.replace(/[$.]/gu, "\\$&")}[.?].* all-in$`, "u"),
    });
  return {
    page,
    panel,
    price: panel.locator(".price .sr-only"),
    clock,
    ring,
    leading,
    bidButton,
    async readSecondsLeft() {
      const spoken = (await clock.getAttribute("aria-label")) ?? "";
      const parts = /^(?:(?<minutes>\d+):)?(?<seconds>[\d.]+) left$/u.exec(spoken)?.groups;
      return Number(parts?.minutes ?? 0) * 60 + Number(parts?.seconds);
    },
    async bid(price, press) {
      // A press right after the price moved is asked about again, as a person's would be.
      await expect(async () => {
        if (!(await leading.isVisible())) await press(bidButton(price), { timeout: 1_500 });
        await expect(leading).toBeVisible({ timeout: 1_500 });
      }).toPass({ timeout: 15_000 });
    },
  };
}
