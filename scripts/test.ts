/**
 * `npm test`: everything that can be shown on this machine. PostgreSQL of the distribution and Chromium are used when
 * they are there, and demanded when CI is set.
 */
import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { z } from "zod";
import { rootDir } from "./places.ts";
import {
  findAzurite,
  findChromium,
  findDebianPostgres,
  findStripeMock,
  findVersityGateway,
} from "./suites/machine.ts";
import { runStaticChecks } from "./suites/static-checks.ts";
import { runPlaywright, runVitest } from "./suites/test-suites.ts";
import type { Tally } from "./suites/test-suites.ts";

const isDemanding = process.env.CI !== undefined;
const minimums = z
  .record(z.string(), z.int())
  .parse(JSON.parse(readFileSync(join(rootDir, "test", "minimums.json"), "utf8")));
const tallies: Tally[] = [];

/** A suite that this machine cannot run: left out, or in CI a failure. */
function leaveOut(name: string, missing: string): void {
  console.log(`\n— ${name}: left out, there is no ${missing} here`);
  if (isDemanding) tallies.push({ name, passed: 0, failed: 1 });
}

const failedChecks = await runStaticChecks();
tallies.push({ name: "static checks", passed: 0, failed: failedChecks.length });
if (findStripeMock() === undefined) {
  // Not demanded: it is built from source, and the recorded answers are checked without it.
  console.log(
    "\n— Stripe's own check of our calls: left out, there is no stripe-mock here (PATH, STRIPE_MOCK)",
  );
}
for (const [storage, program] of [
  ["S3", findVersityGateway() ?? "versitygw"],
  ["Azure", findAzurite() ?? "azurite-blob"],
] as const) {
  // Not demanded either; the same suite runs against R2 in any case.
  if (!isAbsolute(program))
    console.log(`\n— storage of ${storage}: left out, there is no ${program} here (PATH)`);
}
tallies.push(
  await runVitest(
    "unit, workers and database",
    "--project node --project workers --project api --project pg --coverage".split(" "),
  ),
);
const postgres = findDebianPostgres();
const databaseName = "database on the distribution's PostgreSQL";
if (postgres === undefined) leaveOut(databaseName, "PostgreSQL");
else
  tallies.push(
    await runVitest(databaseName, ["--project", "api", "--project", "pg"], {
      TEST_POSTGRES_BINARIES: postgres,
    }),
  );
tallies.push(await runVitest("simulation", ["--project", "sim"]));
tallies.push(await runVitest("processes", ["--project", "process"]));
const chromium = findChromium();
if (chromium === undefined) leaveOut("browser", "Chromium");
else {
  tallies.push(await runPlaywright("browser", { CHROMIUM_PATH: chromium }));
  const stripe = { CHROMIUM_PATH: chromium, E2E_PAYMENTS: "stripe" };
  tallies.push(await runPlaywright("browser with Stripe", stripe));
}

console.log("");
let passed = 0;
let failed = 0;
for (const tally of tallies) {
  const minimum = minimums[tally.name] ?? 0;
  // A worker or a server that does not come up can look like a suite with nothing to complain about.
  const isShort = tally.passed + tally.failed < minimum;
  if (isShort) console.log(`${tally.name}: only ${tally.passed} tests ran, at least ${minimum} are expected`);
  console.log(`${tally.name}: ${tally.passed} passed, ${tally.failed} failed`);
  passed += tally.passed;
  failed += tally.failed + (isShort ? 1 : 0);
}
for (const name of Object.keys(minimums)) {
  if (isDemanding && !tallies.some((tally) => tally.name === name)) failed += 1;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
