import asyncApiSchema from "@asyncapi/specs/schemas/3.0.0-without-$id.json" with { type: "json" };
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import downSamples from "../../contract/room/golden/down.json" with { type: "json" };
import factSamples from "../../contract/room/golden/fact.json" with { type: "json" };
import upSamples from "../../contract/room/golden/up.json" with { type: "json" };
import { closeCodes } from "../../contract/room/down.ts";
import { z } from "../../contract/zod.ts";
import { frameSummaries } from "./asyncapi-summaries.ts";
import { describeRooms } from "./asyncapi.ts";

const document = describeRooms("https://blytz.example");
const { messages } = z
  .object({ messages: z.record(z.string(), z.object({ payload: z.record(z.string(), z.unknown()) })) })
  .parse(document["components"]);

function createValidator(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv;
}

type Samples = Record<string, { accepted: object[]; refused: { why: string; frame: object }[] }>;

describe("the AsyncAPI document", () => {
  test("[SEC-44] is one by the official schema of AsyncAPI 3", () => {
    const validate = createValidator().compile(asyncApiSchema);
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });

  test("[SEC-44] has every frame of the wire, and no other", () => {
    const wire = [...Object.keys(upSamples), ...Object.keys(downSamples)].toSorted();
    expect(Object.keys(messages).toSorted()).toEqual(wire);
    expect(Object.keys(frameSummaries).toSorted()).toEqual(wire);
  });

  test("every reference leads somewhere", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/gu)].map(([, path]) =>
      String(path),
    );
    for (const path of references) expect(document).toHaveProperty(path.split("/"));
  });

  test("names what a client must know to connect and to stay connected", () => {
    const text = JSON.stringify(document);
    expect(document).toMatchObject({ servers: { live: { host: "blytz.example", protocol: "wss" } } });
    for (const code of Object.values(closeCodes))
      expect(document["x-close-codes"]).toHaveProperty(String(code));
    for (const word of ["blytz.v1", "ticket.", "afterSeq", "Origin"]) expect(text).toContain(word);
    expect(describeRooms("http://localhost:8787")).toMatchObject({
      servers: { live: { host: "localhost:8787", protocol: "ws" } },
    });
  });
});

describe("the golden samples, by the document's schemas", () => {
  const families: [string, Samples][] = [
    ["up", upSamples],
    ["down", downSamples],
  ];
  test.each(families)("frames %s are accepted", (_family, samples) => {
    for (const [type, { accepted }] of Object.entries(samples)) {
      const validate = createValidator().compile(messages[type]?.payload ?? false);
      for (const frame of accepted) {
        validate(frame);
        expect({ frame, errors: validate.errors ?? [] }).toEqual({ frame, errors: [] });
      }
    }
  });

  test("facts are accepted inside their frame", () => {
    const validate = createValidator().compile(messages["room.facts"]?.payload ?? false);
    for (const { accepted } of Object.values<Samples[string]>(factSamples)) {
      validate({ type: "room.facts", facts: accepted });
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  test("what a schema can say is refused as the room refuses it", () => {
    const refused = Object.entries<Samples[string]>(upSamples).flatMap(([type, samples]) => {
      const validate = createValidator().compile(messages[type]?.payload ?? false);
      return samples.refused.map(({ why, frame }) => ({ why, frame, passes: validate(frame) }));
    });
    const passing = refused.filter(({ passes }) => passes);
    // Well-formed text and trimming are beyond JSON Schema; everything else is in it.
    expect(passing.map(({ why }) => why)).toEqual(
      passing.map(({ why }) => (/^(?:id|text|reason|lotId|title)/u.test(why) ? why : "")),
    );
    expect(passing.length).toBeLessThan(refused.length / 4);
  });
});
