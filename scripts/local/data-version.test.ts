import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { clearOutdatedData } from "./data-version.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), "blytz-data-")), ".data");
});
afterEach(() => rmSync(join(dataDir, ".."), { recursive: true, force: true }));

/** What a run leaves behind. */
function leaveData(): string {
  const postgres = join(dataDir, "postgres");
  mkdirSync(postgres, { recursive: true });
  return postgres;
}

test("a first start finds nothing to clear, and the next one what the first made", async () => {
  expect(await clearOutdatedData(dataDir)).toBe(false);
  const postgres = leaveData();
  expect(await clearOutdatedData(dataDir)).toBe(false);
  expect(existsSync(postgres)).toBe(true);
});

test.each([
  ["from before there were versions", undefined],
  ["of another version", "1"],
])("data %s is cleared once", async (_whose, version) => {
  const postgres = leaveData();
  if (version !== undefined) writeFileSync(join(dataDir, "version"), version);
  expect(await clearOutdatedData(dataDir)).toBe(true);
  expect(existsSync(postgres)).toBe(false);
  leaveData();
  expect(await clearOutdatedData(dataDir)).toBe(false);
  expect(existsSync(postgres)).toBe(true);
});
