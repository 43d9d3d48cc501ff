import { join, resolve } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import type { WorkerOptions } from "./support/test.ts";
import { realClient } from "../support/issuers/clients.ts";
import { findChromium } from "../../scripts/suites/machine.ts";

const rootDir = resolve(import.meta.dirname, "../..");
const port = Number(process.env.E2E_PORT ?? "18790");
/** Where the provider is that the product under test knows as Google. */
const issuerPort = port + 100;
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
  testMatch: "**/*.spec.ts",
  outputDir: join(rootDir, "test-results", "e2e"),
  // The tests bid against each other in rooms of their own, but two cores carry only so many browsers.
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [["list"], ["json", { outputFile: join(rootDir, "test-results", "browser.json") }]],
  projects: [
    {
      name: "desktop",
      use: { ...devices["Desktop Chrome"], ...use },
      testIgnore: "**/*.phone.spec.ts",
    },
    { name: "phone", use: { ...devices["Pixel 7"], ...use }, testMatch: "**/*.phone.spec.ts" },
  ],
  webServer: [
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
      },
      stdout: "pipe",
      wait: { stdout: /is ready at/u },
      timeout: 240_000,
      gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    },
  ],
});
