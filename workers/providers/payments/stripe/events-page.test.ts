import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { connectEvents, platformEvents } from "./event-content.ts";

test("docs/payments.md names the very events that are read, by the endpoint to register them on", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/payments.md"), "utf8");
  const findNamed = (endpoint: string): string[] => {
    const row = page.split("\n").find((line) => line.startsWith(`| ${endpoint} |`)) ?? "";
    return [...row.matchAll(/`([^`]+)`/gu)].map(([, name]) => String(name));
  };
  expect(findNamed("Your account")).toEqual(Object.keys(platformEvents));
  expect(findNamed("Connected accounts")).toEqual(Object.keys(connectEvents));
});
