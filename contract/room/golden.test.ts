import { describe, expect, test } from "vitest";
import { decodeDownFrame, decodeUpFrame } from "./codec.ts";
import { downFrame } from "./down.ts";
import { fact } from "./fact.ts";
import downSamples from "./golden/down.json" with { type: "json" };
import factSamples from "./golden/fact.json" with { type: "json" };
import upSamples from "./golden/up.json" with { type: "json" };
import { upFrame } from "./up.ts";

interface Samples {
  readonly accepted: readonly object[];
  /** `why` is the path of the first complaint; empty for a key that should not be there. */
  readonly refused: readonly { readonly why: string; readonly frame: object }[];
}

const families: readonly [
  string,
  { readonly options: readonly { readonly shape: TypeShape }[] },
  Record<string, Samples>,
][] = [
  ["up", upFrame, upSamples],
  ["down", downFrame, downSamples],
  ["fact", fact, factSamples],
];
interface TypeShape {
  readonly type: { readonly value: string };
}

describe.each(families)("%s", (family, schema, samples) => {
  test("every type has samples of both kinds, and no sample is of an unknown type", () => {
    expect(Object.keys(samples).toSorted()).toEqual(
      schema.options.map(({ shape }) => shape.type.value).toSorted(),
    );
    for (const { accepted, refused } of Object.values(samples)) {
      expect(accepted.length).toBeGreaterThan(0);
      expect(refused.length).toBeGreaterThan(0);
    }
  });

  const decode = (frame: object) => {
    if (family === "up") return decodeUpFrame(JSON.stringify(frame));
    if (family === "down") return decodeDownFrame(JSON.stringify(frame));
    return decodeDownFrame(JSON.stringify({ type: "room.facts", facts: [frame] }));
  };

  test.each(Object.entries(samples))("%s", (_type, { accepted, refused }) => {
    for (const frame of accepted) {
      const decoded = decode(frame);
      expect(decoded).toMatchObject({ ok: true, value: family === "fact" ? { facts: [frame] } : frame });
    }
    for (const { why, frame } of refused) {
      const decoded = decode(frame);
      const answer = decoded.ok
        ? "accepted"
        : { ...decoded.refusal, issues: [decoded.refusal.issues[0]?.path] };
      const path = family === "fact" ? `facts.0.${why}` : why;
      expect({ frame, answer }).toMatchObject({ frame, answer: { reason: "invalid", issues: [path] } });
    }
  });
});
