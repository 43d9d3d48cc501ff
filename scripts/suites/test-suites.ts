import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { rootDir } from "../places.ts";
import { runCommand } from "./run-command.ts";

/** How many tests of a suite ran, and how they went. */
export interface Tally {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

const vitestReport = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int() }),
});

const getReportPath = (name: string): string =>
  join(rootDir, "test-results", `${name.replaceAll(" ", "-")}.json`);

function readReport<Report>(path: string, schema: z.ZodType<Report>): Report | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

function clearReport(name: string): string {
  const path = getReportPath(name);
  mkdirSync(dirname(path), { recursive: true });
  // A report of the last run must not speak for a run that never wrote one.
  rmSync(path, { force: true });
  return path;
}

/** Runs vitest projects as one suite. Anything that breaks outside a test counts as one failure. */
export async function runVitest(
  name: string,
  parameters: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Tally> {
  console.log(`\n— ${name}`);
  const path = clearReport(name);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${path}`];
  const result = await runCommand(["vitest", "run", ...parameters, ...reporters], {
    isShown: true,
    variables,
  });
  const report = readReport(path, vitestReport);
  const failed = report?.numFailedTests ?? 0;
  return { name, passed: report?.numPassedTests ?? 0, failed: failed === 0 && !result.ok ? 1 : failed };
}

/** Runs the browser tests against a server of their own. A test that passes only when repeated has failed. */
export async function runPlaywright(
  name: string,
  variables: Readonly<Record<string, string>>,
): Promise<Tally> {
  console.log(`\n— ${name}`);
  const path = clearReport(name);
  const result = await runCommand(["playwright", "test", "--config", "test/e2e/playwright.config.ts"], {
    isShown: true,
    variables,
  });
  const stats = readReport(path, playwrightReport)?.stats;
  const failed = (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  return { name, passed: stats?.expected ?? 0, failed: failed === 0 && !result.ok ? 1 : failed };
}
