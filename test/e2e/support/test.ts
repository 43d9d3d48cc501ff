import { test as base, expect } from "@playwright/test";
import type { BrowserContextOptions, Locator, Page } from "@playwright/test";
import type { Api } from "../../../client/http/api.ts";
import { signIn } from "../../../scripts/demo/person.ts";
import type { Account, Buyer } from "./accounts.ts";
import { demoSeller, openBuyer } from "./accounts.ts";
import type { Seller } from "./sellers.ts";
import { openSeller, runSql } from "./sellers.ts";
import { createWatch } from "./watch.ts";
import type { Watch } from "./watch.ts";

interface Opening extends BrowserContextOptions {
  /** Nobody when it is left out. */
  readonly as?: Account;
}

/** What the configuration tells the tests. */
export interface WorkerOptions {
  /** Where the product is. */
  readonly origin: string;
  /** Where it keeps its state. */
  readonly dataDir: string;
}

interface TestFixtures {
  readonly watch: Watch;
  /** Opens a browser of its own, signed in or not. */
  readonly open: (opening?: Opening) => Promise<Page>;
  readonly openBuyer: (displayName: string, cardNumber?: string) => Promise<Buyer>;
  /** Somebody whose sales and money are in no other test's way. */
  readonly openSeller: () => Promise<Seller>;
  /** Does to the database what no interface does: lets time pass for a row, say. */
  readonly runSql: (statement: string, values?: unknown[]) => Promise<void>;
  /** Presses as the device does: with a finger on a phone, else with a mouse. */
  readonly press: (what: Locator, options?: { timeout?: number }) => Promise<void>;
}

interface WorkerFixtures extends WorkerOptions {
  readonly seller: Api;
}

/** Tests of the whole product. Each fails on anything that goes wrong quietly in one of its browsers. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  origin: ["", { scope: "worker", option: true }],
  dataDir: ["", { scope: "worker", option: true }],
  seller: [
    async ({ origin }, use) => {
      await use((await signIn(origin, demoSeller.email)).api);
    },
    { scope: "worker" },
  ],
  watch: [
    async ({ origin }, use) => {
      const watch = createWatch(origin);
      await use(watch);
      expect(watch.problems, "what went wrong in the browsers of this test").toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, watch }, use) => {
    watch.follow(context);
    await use(context);
  },
  open: async ({ browser, watch, origin }, use) => {
    await use(async ({ as, ...options } = {}) => {
      const context = await browser.newContext(options);
      watch.follow(context);
      if (as !== undefined) {
        const answer = await context.request.post("/api/v1/auth/login", {
          data: { email: as.email, password: as.password },
          headers: { Origin: origin },
        });
        expect(answer.status(), "signing in").toBe(200);
      }
      return context.newPage();
    });
    await Promise.all(browser.contexts().map((context) => context.close()));
  },
  openBuyer: async ({ origin }, use) => {
    await use((displayName, cardNumber) => openBuyer(origin, displayName, cardNumber));
  },
  openSeller: async ({ origin, dataDir }, use) => {
    await use(() => openSeller(origin, dataDir));
  },
  runSql: async ({ dataDir }, use) => {
    await use((statement, values) => runSql(dataDir, statement, values));
  },
  press: async ({ hasTouch }, use) => {
    await use((what, options) => (hasTouch ? what.tap(options) : what.click(options)));
  },
});

export { expect } from "@playwright/test";
