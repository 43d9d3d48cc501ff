import { describe, expect, test } from "vitest";
import type { JournalEntry } from "../../../domain/room/entry.ts";
import { parseEntry, writeEntry } from "./entry-text.ts";
import { PART_LENGTH, splitText } from "./text-parts.ts";

const entry: JournalEntry = {
  entryNumber: 3,
  atMs: 1_800_000_000_000,
  facts: [
    {
      type: "auction.started",
      seq: 1,
      atMs: 1_800_000_000_000,
      previousHash: "a".repeat(64),
      hash: "b".repeat(64),
    },
    {
      type: "auction.ended",
      seq: 2,
      atMs: 1_800_000_000_000,
      previousHash: "b".repeat(64),
      hash: "c".repeat(64),
    },
  ],
  private: {
    userId: "ann",
    commandId: "x",
    commandHash: "d".repeat(64),
    answer: { id: "x", seq: 2, outcome: "leading", priceMinor: 100, yourMaxMinor: 200 },
    changes: [{ type: "chat.removed", messageId: 'a "quoted" id' }],
  },
};
const text = writeEntry(
  entry,
  entry.facts.map((fact) => JSON.stringify(fact)),
);

describe("an entry's row", () => {
  test("is the entry's own JSON, and comes back as it was", () => {
    expect(JSON.parse(text)).toEqual(entry);
    expect(parseEntry(text)).toEqual(entry);
  });

  const damaged = [
    "",
    "{}",
    "null",
    text.slice(1),
    text.replace('"entryNumber":3', '"entryNumber":0'),
    text.replace('"leading"', '"winning"'),
    text.replace('"type":"auction.started"', '"type":1'),
  ];
  test.each(damaged)("that is damaged stops whoever reads it: %s", (row) => {
    expect(() => parseEntry(row)).toThrow(/./u);
  });
});

describe("parts", () => {
  test("hold every character once and cut none in half", () => {
    const odd = `x${"🪔".repeat(PART_LENGTH)}`;
    const parts = splitText(odd);
    expect(parts.join("")).toBe(odd);
    expect(parts.every((part) => part.isWellFormed() && part.length <= PART_LENGTH)).toBe(true);
    expect(splitText("short")).toEqual(["short"]);
  });
});
