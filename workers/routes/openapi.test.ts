import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { operations } from "../app.ts";
import { describeInterface } from "./openapi.ts";

const document = describeInterface(operations, "https://blytz.example");
const copy = (): Record<string, unknown> => structuredClone(document);

/** Every schema of the document with its place in it; OpenAPI's own schema leaves what is inside them to JSON Schema. */
function listSchemas(node: unknown, place = ""): [place: string, schema: object][] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => {
    const here = `${place}/${name}`;
    const isSchema = name === "schema" || place === "/components/schemas";
    return isSchema ? [[here, value as object]] : listSchemas(value, here);
  });
}

describe("the OpenAPI document", () => {
  test("[SEC-44] is one by the official schema of OpenAPI 3.1", async () => {
    const { valid, errors } = await new Validator().validate(copy());
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    const broken = { ...copy(), paths: { "no-slash": {} } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  test("names every form an answer can have", () => {
    const places = listSchemas(document).map(([place]) => place);
    const listForms = (path: string) => {
      const start = `/paths/${path}/get/responses/200/content/`;
      return places.filter((place) => place.startsWith(start)).map((place) => place.slice(start.length));
    };
    expect(listForms("/api/v1/wallet/statements/{month}")).toEqual([
      "application/json/schema",
      "text/csv/schema",
    ]);
    expect(listForms("/api/v1/orders/{id}/invoice")).toEqual(["application/pdf/schema"]);
  });

  test("[SEC-44] has only schemas that are ones by JSON Schema 2020-12", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const schemas = listSchemas(document);
    expect(schemas.length).toBeGreaterThan(operations.length);
    const wrong = schemas.flatMap(([place, schema]) =>
      ajv.validateSchema(schema) === true ? [] : [{ place, errors: ajv.errors }],
    );
    expect(wrong).toEqual([]);
  });
});
