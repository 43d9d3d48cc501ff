import { describe, expect, test } from "vitest";
import { createGroupCommit } from "./group-commit.ts";

/** A disk whose flushes the test ends one by one. */
function stage() {
  const log: string[] = [];
  const flushes: (() => void)[] = [];
  const failures: unknown[] = [];
  let rows = 0;
  const groups = createGroupCommit({
    readRows: () => rows,
    flush: () => new Promise((resolve) => flushes.push(resolve)),
    finish: () => log.push("finish"),
    reportFailure: (error) => failures.push(error),
  });
  const write = (name: string) => () => {
    rows += 1;
    log.push(name);
  };
  const refuse = (name: string) => () => log.push(name);
  const endFlush = async (): Promise<void> => {
    flushes.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { groups, log, flushes, failures, write, refuse, endFlush };
}

describe("group commit", () => {
  test("a quiet room runs a command at once; those that come during its flush share the next", async () => {
    const { groups, log, flushes, write, endFlush } = stage();
    groups.submit(write("a"));
    groups.submit(write("b"));
    groups.submit(write("c"));
    expect(log).toEqual(["a", "finish"]);
    await endFlush();
    expect(log).toEqual(["a", "finish", "b", "c", "finish"]);
    await endFlush();
    expect(flushes).toHaveLength(0);
    groups.submit(write("d"));
    expect(log.slice(-2)).toEqual(["d", "finish"]);
  });

  test("what writes nothing waits for nothing and holds up nobody", () => {
    const { groups, log, flushes, write, refuse } = stage();
    groups.submit(refuse("refused"));
    groups.submit(write("a"));
    expect(log).toEqual(["refused", "finish", "a", "finish"]);
    expect(flushes).toHaveLength(1);
  });

  test("keeps the order of arrival through many groups and bounds each", async () => {
    const { groups, log, write, endFlush } = stage();
    for (let at = 0; at < 1_200; at += 1) groups.submit(write(String(at)));
    for (let flush = 0; flush < 4; flush += 1) await endFlush();
    expect(log.filter((line) => line !== "finish")).toEqual(
      Array.from({ length: 1_200 }, (_, at) => String(at)),
    );
    expect(log.filter((line) => line === "finish")).toHaveLength(4);
  });

  test("more than may wait are not taken", () => {
    const { groups, write } = stage();
    const taken = Array.from({ length: 10_003 }, () => groups.submit(write("x")));
    expect(taken.filter(Boolean)).toHaveLength(10_001);
  });

  test("a flush that fails is reported and the room goes on", async () => {
    const log: string[] = [];
    const failures: unknown[] = [];
    let rows = 0;
    const groups = createGroupCommit({
      readRows: () => rows,
      flush: () => Promise.reject(new Error("disk")),
      finish: () => undefined,
      reportFailure: (error) => failures.push(error),
    });
    const write = (name: string) => () => {
      rows += 1;
      log.push(name);
    };
    groups.submit(write("a"));
    groups.submit(write("b"));
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(log).toEqual(["a", "b"]);
    expect(failures.length).toBeGreaterThan(0);
  });
});
