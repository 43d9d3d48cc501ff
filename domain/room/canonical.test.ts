import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalise } from "./canonical.ts";

describe("canonical JSON", () => {
  test.each<[unknown, string]>([
    [null, "null"],
    [true, "true"],
    [false, "false"],
    [0, "0"],
    [-0, "0"],
    [-17, "-17"],
    [9_007_199_254_740_991, "9007199254740991"],
    ["", '""'],
    [[], "[]"],
    [{}, "{}"],
    [[3, "a", [null]], '[3,"a",[null]]'],
    [{ b: 1, a: { d: [], c: "x" } }, '{"a":{"c":"x","d":[]},"b":1}'],
    [{ b: undefined, a: 1 }, '{"a":1}'],
    // RFC 8785 §3.2.2.2: the short escapes, lower-case \u for other controls, everything else as it is.
    [
      "\u0000\b\t\n\u000b\f\r\"\\/\u007f\u20ac$\u000f\nA'",
      '"\\u0000\\b\\t\\n\\u000b\\f\\r\\"\\\\/\u007f€$\\u000f\\nA\'"',
    ],
    ["\u2028\u2029", '"\u2028\u2029"'],
    ["😂", '"😂"'],
  ])("[H1] of %j", (value, text) => {
    expect(canonicalise(value)).toBe(text);
  });

  test("[H1] sorts members by UTF-16 code units (the example of RFC 8785 §3.2.3)", () => {
    const members = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect(Object.values(JSON.parse(canonicalise(members)) as Record<string, string>)).toHaveLength(7);
    // The astral emoji is a surrogate pair, so it sorts before U+FB33 although its code point is higher.
    expect(canonicalise(members)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  test.each([
    [1.5],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [2 ** 53],
    ["\ud800"],
    [undefined],
    [1n],
    [[undefined]],
  ])("[H1] %s is not something we hash", (value) => {
    expect(() => canonicalise(value)).toThrow("canonical JSON");
  });

  test("[H1] says the same of the same value, whatever the order of its members", () => {
    const values = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
        fc.array(tie("value")),
        fc.dictionary(fc.string(), tie("value")),
      ),
    })).value;
    fc.assert(
      fc.property(values, (value) => {
        const text = canonicalise(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalise(reverse(value))).toBe(text);
      }),
    );
  });
});

function reverse(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverse);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, member]) => [name, reverse(member)]),
  );
}
