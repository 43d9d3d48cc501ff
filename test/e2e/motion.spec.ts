import type { Page } from "@playwright/test";
import { enterRoom } from "./support/room.ts";
import { setUpSale } from "./support/sales.ts";
import { expect, test } from "./support/test.ts";

/** What of an animation these tests look at. */
interface AnimationLike {
  readonly effect: {
    getComputedTiming: () => { readonly activeDuration: number };
    getKeyframes: () => readonly Record<string, unknown>[];
  } | null;
}

/** Counts what has moved for longer than an eye can see, since the page was opened. */
async function countMovements(page: Page): Promise<number> {
  return page
    .locator(":root")
    .evaluate((root: { ownerDocument: { getAnimations: () => AnimationLike[] } }) => {
      const moves = root.ownerDocument.getAnimations().filter(({ effect }) => {
        const isLong = (effect?.getComputedTiming().activeDuration ?? 0) > 20;
        return isLong && effect?.getKeyframes().some((frame) => "transform" in frame || "translate" in frame);
      });
      return moves.length;
    });
}

for (const reducedMotion of ["no-preference", "reduce"] as const) {
  test(`a price that changes ${reducedMotion === "reduce" ? "does not move" : "rolls"} with motion at ${reducedMotion}`, async ({
    open,
    openBuyer,
    seller,
  }) => {
    const sale = await setUpSale(seller, { title: "Rolling" });
    await sale.start();
    await sale.openLot(0);
    const [watcher, rival] = await Promise.all([openBuyer("Walt"), openBuyer("Rio")]);
    const room = await enterRoom(await open({ as: watcher, reducedMotion }), sale.id);
    await expect(room.bidButton("$30")).toBeVisible();
    let most = 0;
    await sale.bid(rival, 3_000);
    await sale.bid(await openBuyer("Ria"), 4_500);
    await expect
      .poll(
        async () => {
          most = Math.max(most, await countMovements(room.page));
          return room.price.textContent();
        },
        { intervals: [20] },
      )
      .toBe("$45");
    most = Math.max(most, await countMovements(room.page));
    if (reducedMotion === "reduce") expect(most).toBe(0);
    else expect(most).toBeGreaterThan(0);
  });
}
