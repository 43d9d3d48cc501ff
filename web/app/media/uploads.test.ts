import { expect, test } from "vitest";
import type { Action, Item } from "./uploads.ts";
import { reduceItems } from "./uploads.ts";

const file = new File(["x"], "a.png");
const ready = (key: string): Item => ({
  key,
  name: key,
  alt: "",
  state: "ready",
  picture: { id: key, url: `/media/pictures/${key}/320.webp` },
});
const sending: Item = { key: "s", name: "s", alt: "", state: "sending", file, progress: { share: 0 } };
const failed: Item = { key: "f", name: "f", alt: "", state: "failed", file, problem: "other" };
const items = [ready("a"), sending, failed];

const cases: readonly (readonly [what: string, action: Action, after: readonly Item[]])[] = [
  ["a file is added behind the others", { type: "add", items: [ready("z")] }, [...items, ready("z")]],
  [
    "it says how far it is",
    { type: "progress", key: "s", progress: "checking" },
    [ready("a"), { ...sending, progress: "checking" }, failed],
  ],
  ["only what is on its way does", { type: "progress", key: "a", progress: "checking" }, items],
  [
    "it is there",
    { type: "ready", key: "s", picture: { id: "s", url: "/media/pictures/s/320.webp" } },
    [ready("a"), ready("s"), failed],
  ],
  [
    "it did not make it",
    { type: "fail", key: "s", problem: "too_small" },
    [ready("a"), { ...failed, key: "s", name: "s", problem: "too_small" }, failed],
  ],
  [
    "it is tried again",
    { type: "retry", key: "f" },
    [ready("a"), sending, { ...sending, key: "f", name: "f" }],
  ],
  [
    "it is described",
    { type: "describe", key: "f", alt: "A lamp" },
    [ready("a"), sending, { ...failed, alt: "A lamp" }],
  ],
  ["it moves forward", { type: "move", key: "s", by: -1 }, [sending, ready("a"), failed]],
  ["it moves back", { type: "move", key: "a", by: 1 }, [sending, ready("a"), failed]],
  ["the first stays the first", { type: "move", key: "a", by: -1 }, items],
  ["the last stays the last", { type: "move", key: "f", by: 1 }, items],
  ["what is gone moves nothing", { type: "move", key: "x", by: 1 }, items],
  ["it is taken away", { type: "remove", key: "s" }, [ready("a"), failed]],
];

test.each(cases)("%s", (_what, action, after) => {
  expect(reduceItems(items, action)).toEqual(after);
});
