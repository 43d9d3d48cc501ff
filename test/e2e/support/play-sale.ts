import type { Locator, Page } from "@playwright/test";
import type { Api } from "../../../client/http/api.ts";
import { demoSeller } from "./accounts.ts";
import type { Account, Buyer } from "./accounts.ts";
import { enterRoom } from "./room.ts";
import { setUpSale } from "./sales.ts";
import { expect, test } from "./test.ts";

interface Stage {
  readonly open: (opening: { as: Account }) => Promise<Page>;
  readonly openBuyer: (displayName: string) => Promise<Buyer>;
  readonly press: (what: Locator, options?: { timeout?: number }) => Promise<void>;
  readonly seller: Api;
}

/** Others have to see a bid at once: this is the most they may wait, on a busy machine. */
const atOnce = { timeout: 2_000 };

/**
 * The main story of the product, the same on every device: a seller starts a sale, two buyers bid each other up, a
 * late bid extends the clock, the hammer falls, there is an order, and the log holds.
 */
export async function playSale({ open, openBuyer, press, seller }: Stage): Promise<void> {
  // Long enough that a press on a busy machine is still a late bid and not one too late.
  const timing = { durationMs: 18_000, windowMs: 12_000, extensionMs: 12_000 };
  const sale = await setUpSale(seller, { title: "The whole story", timing });
  const lotTitle = sale.lots[0]?.title ?? "";
  const [alice, bob] = await Promise.all([openBuyer("Alice"), openBuyer("Bob")]);
  const host = await open({ as: demoSeller });
  const [atAlice, atBob] = await Promise.all(
    [alice, bob].map(async (buyer) => enterRoom(await open({ as: buyer }), sale.id)),
  );
  if (atAlice === undefined || atBob === undefined) throw new Error("two buyers came");

  await test.step("the host starts the sale; those who wait are taken into the room", async () => {
    await expect(atAlice.page.getByText("Coming up")).toBeVisible();
    await host.goto(`/seller/auctions/${sale.id}/live`);
    await press(host.getByRole("button", { name: "Start the sale" }));
    await expect(atAlice.panel).toBeVisible();
    await expect(atBob.panel).toBeVisible();
    await press(host.getByRole("button", { name: "Open lot 1" }));
    await expect(atAlice.bidButton("$30")).toBeVisible();
  });

  await test.step("each sees the other's bid at once, and who is outbid hears it", async () => {
    await atAlice.bid("$30", press);
    await expect(atBob.price).toHaveText("$30", atOnce);
    await expect(atBob.panel.getByText(/^Paddle \d leads\. \$31 is next\.$/u)).toBeVisible(atOnce);
    await atBob.bid("$31", press);
    await expect(atAlice.panel.getByText("Outbid.", { exact: true })).toBeVisible(atOnce);
    await expect(atAlice.price).toHaveText("$31");
    await expect(atAlice.bidButton("$32")).toBeVisible();
    await expect(host.getByRole("list", { name: "Bids" }).getByRole("listitem")).toHaveCount(2);
  });

  await test.step("a bid in the last seconds extends the clock for everyone", async () => {
    await expect(atBob.ring).toHaveAttribute("data-phase", "closing");
    await expect.poll(atBob.readSecondsLeft, { intervals: [50] }).toBeLessThan(8);
    await atAlice.bid("$32", press);
    await expect.poll(atBob.readSecondsLeft, { intervals: [50], timeout: 2_000 }).toBeGreaterThan(8.5);
    await expect(atBob.panel.getByText("Outbid.", { exact: true })).toBeVisible(atOnce);
  });

  const allIn = await test.step("the hammer falls, and the winner sees the whole total", async () => {
    const label = (await atBob.bidButton("$33").getAttribute("aria-label")) ?? "";
    expect(label).toMatch(/\$[\d.]+ all-in$/u);
    await expect(atAlice.panel.getByText("You won.", { exact: true })).toBeVisible({ timeout: 25_000 });
    await expect(atBob.panel.getByText("Sold to someone else.")).toBeVisible(atOnce);
    const words = await atAlice.panel.getByText(/all-in\. Your order is ready\./u).textContent();
    return /(?<total>\$[\d.]+) all-in/u.exec(words ?? "")?.groups?.total ?? "no total";
  });

  await test.step("the order is there, at the price that was promised", async () => {
    await press(atAlice.page.getByRole("link", { name: "See your order" }));
    const row = atAlice.page.getByRole("row", { name: lotTitle });
    await expect(row).toContainText(allIn);
    await press(row.getByRole("link", { name: lotTitle }));
    await expect(atAlice.page.getByRole("heading", { level: 1, name: lotTitle })).toBeVisible();
    await expect(atAlice.page.getByText("$32.00")).toBeVisible();
  });

  await test.step("the sale ends, and its log verifies in the page", async () => {
    await press(host.getByRole("button", { name: "End the sale" }));
    await press(host.getByRole("dialog").getByRole("button", { name: "End the sale" }));
    await expect(host.getByText("This sale is over.")).toBeVisible();
    await press(atBob.page.getByRole("link", { name: "Verify this sale" }));
    await expect(
      atBob.page.getByRole("status").filter({ hasText: /Verified\. \d+ facts, no gaps\./u }),
    ).toBeVisible();
    await expect(atBob.page.getByRole("listitem").filter({ hasText: lotTitle })).toContainText("$32");
  });
}
