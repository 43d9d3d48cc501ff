import { join, resolve } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import type { WorkerOptions } from "./support/test.ts";
import { realClient } from "../support/issuers/clients.ts";
import { findChromium } from "../../scripts/suites/machine.ts";

const rootDir = resolve(import.meta.dirname, "../..");
const port = Number(process.env.E2E_PORT ?? "18790");
/** Where the provider is that the product under test knows as Google. */
const issuerPort = port + 100;
/** With Stripe in place of the test provider; the tests of its pages run against a product of their own. */
const isStripe = process.env.E2E_PAYMENTS === "stripe";
/** Where Stripe's interface is for that product. */
const stripePort = port + 200;
const reportName = isStripe ? "browser-with-Stripe.json" : "browser.json";
const executablePath = findChromium();
if (executablePath === undefined) throw new Error("there is no Chromium here; set CHROMIUM_PATH");

/** No part of the browser looks for anything beyond this machine. */
const offline = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];

const origin = `http://localhost:${port}`;
const stripeVariables = {
  // The demo pays with cards of the test provider.
  DEMO: "off",
  PAYMENT_PROVIDER: "stripe",
  STRIPE_SECRET_KEY: "sk_test_blytz",
  STRIPE_PUBLISHABLE_KEY: "pk_test_blytz",
  STRIPE_WEBHOOK_SECRETS: "whsec_0123456789abcdef",
};
/** A state of its own, cleared each time: what `npm start` keeps is not touched. */
const dataDir = join(rootDir, ".data", `e2e-${port}`);
const use = {
  origin,
  dataDir,
  baseURL: origin,
  trace: "retain-on-failure" as const,
  screenshot: "only-on-failure" as const,
  launchOptions: { executablePath, args: ["--headless", "--no-sandbox", "--disable-gpu", ...offline] },
};

export default defineConfig<object, WorkerOptions>({
  testDir: ".",
  testMatch: isStripe ? "stripe/*.spec.ts" : "**/*.spec.ts",
  outputDir: join(rootDir, "test-results", "e2e"),
  // The tests bid against each other in rooms of their own, but two cores carry only so many browsers.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [["list"], ["json", { outputFile: join(rootDir, "test-results", reportName) }]],
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], ...use },
      testIgnore: isStripe ? "**/*.phone.spec.ts" : ["**/*.phone.spec.ts", "stripe/*"],
    },
    ...(isStripe
      ? []
      : [{ name: "phone", use: { ...devices["Pixel 7"], ...use }, testMatch: "**/*.phone.spec.ts" }]),
  ],
  webServer: [
    ...(isStripe
      ? [
          {
            command: `node test/e2e/stripe/stripe-api.ts ${stripePort}`,
            cwd: rootDir,
            stdout: "pipe" as const,
            wait: { stdout: /is ready at/u },
            timeout: 60_000,
            gracefulShutdown: { signal: "SIGTERM" as const, timeout: 5_000 },
          },
        ]
      : []),
    {
      command: `node test/e2e/support/issuer.ts ${issuerPort} ${origin}`,
      cwd: rootDir,
      stdout: "pipe",
      wait: { stdout: /is ready at/u },
      timeout: 60_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
    },
    {
      command: "node scripts/bootstrap.mjs scripts/start.ts --fresh",
      cwd: rootDir,
      env: {
        PORT: String(port),
        BLYTZ_DATA_DIR: dataDir,
        GOOGLE_CLIENT_ID: realClient.id,
        GOOGLE_CLIENT_SECRET: realClient.secret,
        GOOGLE_ISSUER: `http://127.0.0.1:${issuerPort}`,
        ...(isStripe ? { ...stripeVariables, STRIPE_API_BASE: `http://127.0.0.1:${stripePort}` } : {}),
      },
      stdout: "pipe",
      wait: { stdout: /is ready at/u },
      timeout: 240_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    },
  ],
});
