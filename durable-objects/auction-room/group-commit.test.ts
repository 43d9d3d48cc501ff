import { describe, expect, test } from "vitest";
import { limits } from "../../domain/limits.ts";
import { createGroupCommit } from "./group-commit.ts";

/** A room whose turns the test gives one by one. */
function stage() {
  const log: string[] = [];
  const turns: (() => void)[] = [];
  const groups = createGroupCommit({
    finish: () => log.push("finish"),
    schedule: (work) => turns.push(work),
  });
  const work = (name: string) => () => log.push(name);
  const nextTurn = (): void => turns.shift()?.();
  return { groups, log, turns, work, nextTurn };
}

describe("group commit", () => {
  test("what has come by the next turn is one group, in order", () => {
    const { groups, log, turns, work, nextTurn } = stage();
    groups.submit(work("a"));
    groups.submit(work("b"));
    expect(log).toEqual([]);
    nextTurn();
    expect(log).toEqual(["a", "b", "finish"]);
    expect(turns).toHaveLength(0);
    groups.submit(work("c"));
    nextTurn();
    expect(log.slice(3)).toEqual(["c", "finish"]);
  });

  test("what comes while a group runs goes into the next", () => {
    const { groups, log, work, nextTurn } = stage();
    groups.submit(() => {
      log.push("a");
      groups.submit(work("b"));
    });
    nextTurn();
    expect(log).toEqual(["a", "finish"]);
    nextTurn();
    expect(log).toEqual(["a", "finish", "b", "finish"]);
  });

  test("keeps the order of arrival through many groups and bounds each", () => {
    const { groups, log, turns, work, nextTurn } = stage();
    const names = Array.from({ length: 1_200 }, (_, at) => String(at));
    for (const name of names) groups.submit(work(name));
    while (turns.length > 0) nextTurn();
    expect(log.filter((line) => line !== "finish")).toEqual(names);
    expect(log.filter((line) => line === "finish")).toHaveLength(3);
  });

  test("more than may wait are not taken", () => {
    const { groups, work } = stage();
    const taken = Array.from({ length: limits.commandsWaitingMax + 3 }, () => groups.submit(work("x")));
    expect(taken.filter(Boolean)).toHaveLength(limits.commandsWaitingMax);
  });
});
