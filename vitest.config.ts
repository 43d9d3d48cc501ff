import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { configDefaults, defineConfig } from "vitest/config";
import { generateKeys } from "./scripts/development-keys.ts";

const notOurs = [...configDefaults.exclude, "mobile/**", "test/e2e/**", "web/build/**", ".data/**"];

const workerd = (
  options: {
    readonly queueConsumers?: Record<string, object>;
    readonly ratelimits?: Record<
      string,
      { readonly namespace_id: string; readonly simple: { readonly limit: number; readonly period: 60 } }
    >;
  } = {},
) =>
  cloudflareTest({
    wrangler: { configPath: "./wrangler.toml" },
    miniflare: {
      ...options,
      bindings: {
        ENVIRONMENT: "test",
        ORIGIN: "http://localhost:8787",
        DATABASE_URL: "postgres://nobody:nobody@127.0.0.1:1/none",
        LOG_LEVEL: "error",
        ...generateKeys("dev-"),
      },
    },
  });

export default defineConfig({
  test: {
    // What a passing test logs is what it was written to provoke.
    silent: "passed-only",
    coverage: {
      provider: "istanbul",
      include: ["{domain,contract,client,db,durable-objects,workers}/**/*.ts"],
      // A table's callbacks run in drizzle-kit only; what they make is tested as constraints of the database.
      exclude: ["**/*.test.ts", "**/testing/**", "db/schema/**", "**/*.d.ts"],
      reporter: ["text-summary", "json-summary", "lcovonly"],
      thresholds: {
        lines: 85,
        statements: 85,
        functions: 85,
        branches: 80,
        "domain/**": { lines: 95, statements: 95, functions: 95, branches: 90 },
      },
    },
    projects: [
      {
        test: {
          name: "node",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: [...notOurs, "test/sim/**", "**/*.{workers,pg,process}.test.ts"],
        },
      },
      {
        plugins: [workerd()],
        test: {
          name: "workers",
          include: ["**/*.workers.test.ts"],
          exclude: [...notOurs, "workers/**"],
        },
      },
      // The HTTP interface: workerd with a real Postgres behind it. The queue's consumer would look for the rooms of all
      // files in one database, while each file has its own: its batches wait longer than a run takes.
      {
        plugins: [
          workerd({
            queueConsumers: { "room-nudges": { maxBatchSize: 100, maxBatchTimeout: 60 } },
            // Small enough to run into; only a caller with an address at the edge meets it at all.
            ratelimits: { READ_SHIELD: { namespace_id: "1001", simple: { limit: 50, period: 60 } } },
          }),
        ],
        test: {
          name: "api",
          include: ["workers/**/*.workers.test.ts"],
          exclude: notOurs,
          globalSetup: [
            "./test/support/postgres-setup.ts",
            "./test/support/issuer-setup.ts",
            "./test/support/storage-setup.ts",
          ],
          // Whole lives of sales, on machines that do other things as well.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "pg",
          include: ["**/*.pg.test.ts"],
          exclude: notOurs,
          globalSetup: "./test/support/postgres-setup.ts",
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      // Whole rooms played by seeded clients; long, and the same in every run of a seed.
      {
        test: {
          name: "sim",
          include: ["test/sim/**/*.test.ts"],
          exclude: [...notOurs, "**/*.workers.test.ts"],
          testTimeout: 600_000,
        },
      },
      // What starts and kills real processes: one at a time, or they would measure each other.
      {
        test: {
          name: "process",
          include: ["**/*.process.test.ts"],
          exclude: notOurs,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
