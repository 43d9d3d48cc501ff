import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listDescendants, listProcesses } from "./processes.ts";
import { endEarlierRun, removeRunRecord, writeRunRecord } from "./run-record.ts";

const makeDataDir = (): string => mkdtempSync(join(tmpdir(), "blytz-record-"));
const getRecordPath = (dataDir: string): string => join(dataDir, "running.json");

function startSleeper(): {
  readonly pid: number;
  readonly command: string;
  readonly ended: Promise<unknown>;
} {
  const child = spawn("sleep", ["600"], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (child.pid === undefined) throw new Error("sleep did not start");
  return { pid: child.pid, command: "sleep 600", ended };
}

describe("the record of a run", () => {
  test("has this process and its children", async () => {
    const dataDir = makeDataDir();
    const sleeper = startSleeper();
    try {
      await expect
        .poll(() => listDescendants(process.pid).map(({ command }) => command))
        .toContain("sleep 600");
      writeRunRecord(dataDir);
      const written = readFileSync(getRecordPath(dataDir), "utf8");
      expect(written).toContain(`"pid":${process.pid}`);
      expect(written).toContain(`{"pid":${sleeper.pid},"command":"sleep 600"}`);
      removeRunRecord(dataDir);
      expect(existsSync(getRecordPath(dataDir))).toBe(false);
    } finally {
      process.kill(sleeper.pid);
    }
  });

  test("what an earlier run left is ended", async () => {
    const dataDir = makeDataDir();
    const sleeper = startSleeper();
    await expect
      .poll(() => listProcesses().find(({ pid }) => pid === sleeper.pid)?.command)
      .toBe("sleep 600");
    const { pid, command } = sleeper;
    writeFileSync(getRecordPath(dataDir), JSON.stringify({ processes: [{ pid, command }] }));
    expect(await endEarlierRun(dataDir)).toBe(1);
    await sleeper.ended;
    expect(existsSync(getRecordPath(dataDir))).toBe(false);
  });

  test("a pid that is another program's by now is left alone", async () => {
    const dataDir = makeDataDir();
    const sleeper = startSleeper();
    try {
      const processes = [{ pid: sleeper.pid, command: "workerd serve" }];
      writeFileSync(getRecordPath(dataDir), JSON.stringify({ processes }));
      expect(await endEarlierRun(dataDir)).toBe(0);
      expect(listProcesses().map(({ pid }) => pid)).toContain(sleeper.pid);
    } finally {
      process.kill(sleeper.pid);
    }
  });

  test("a record that was cut off says nothing", async () => {
    const dataDir = makeDataDir();
    writeFileSync(getRecordPath(dataDir), '{"processes":[{"pi');
    expect(await endEarlierRun(dataDir)).toBe(0);
  });
});
