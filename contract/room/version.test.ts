import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "../zod.ts";
import { downFrame, subprotocol } from "./down.ts";
import { logPage } from "./fact.ts";
import { upFrame } from "./up.ts";
import { roomProtocol } from "./version.ts";

test("the wire is the one this version names", () => {
  const schemas = { upFrame, downFrame, logPage };
  const text = JSON.stringify(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      sortKeys(z.toJSONSchema(schema, { io: "input" })),
    ]),
  );
  const schemaHash = createHash("sha256").update(text).digest("hex");
  expect(roomProtocol).toEqual({ name: subprotocol, schemaHash });
});

/** Key order is style, not contract. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}
