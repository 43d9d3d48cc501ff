import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test.ts";

/** What axe finds on the page as it is, once nothing on it changes its colour any more. */
export async function expectAccessible(page: Page, when = "as it is"): Promise<void> {
  await page.locator(":root").evaluate(async (root: DocumentLike["documentElement"]) => {
    const passing = root.ownerDocument
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().activeDuration !== Infinity);
    // What is folded away does not move on, so an animation inside it never ends; no transition here takes a second.
    const patience = new Promise((resolve) => void setTimeout(resolve, 1_000));
    await Promise.race([Promise.allSettled(passing.map(({ finished }) => finished)), patience]);
  });
  const { violations } = await new AxeBuilder({ page })
    .options({ rules: { "target-size": { enabled: true } } })
    // No frames anywhere, so axe need not look for them from a page of its own.
    .setLegacyMode(true)
    .analyze();
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary ?? ""})`).join("; ")}`,
  );
  expect(found, `axe, ${when}`).toEqual([]);
}

const sizes = {
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
};
const themes = ["light", "dark"] as const;

/** The part of a document these checks touch. */
interface DocumentLike {
  readonly getAnimations: () => readonly {
    readonly finished: Promise<unknown>;
    readonly effect: { getComputedTiming: () => { readonly activeDuration: number } } | null;
  }[];
  readonly documentElement: {
    readonly ownerDocument: DocumentLike;
    readonly dataset: Record<string, string>;
    readonly scrollWidth: number;
    readonly clientWidth: number;
  };
}

/** The page in both themes at both sizes; none of them may be wider than its screen. */
export async function expectAccessibleEverywhere(page: Page): Promise<void> {
  const root = page.locator(":root");
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    for (const theme of themes) {
      await root.evaluate((element: DocumentLike["documentElement"], chosen) => {
        element.dataset["theme"] = chosen;
      }, theme);
      await expectAccessible(page, `${theme}, ${size}`);
    }
    const overflow = await root.evaluate(
      (element: DocumentLike["documentElement"]) => element.scrollWidth - element.clientWidth,
    );
    expect(overflow, `wider than a ${size}`).toBeLessThanOrEqual(0);
  }
}
