import { expect, test } from "vitest";
import type { Settings } from "../env.ts";
import { isAllowedOrigin, isOwnOrigin } from "./origins.ts";

const settings = (change: Partial<Settings>): Settings =>
  ({
    ENVIRONMENT: "production",
    ORIGIN: "https://blytz.example",
    ALLOWED_ORIGINS: [],
    ...change,
  }) as Settings;

const local = settings({ ENVIRONMENT: "development", ORIGIN: "http://localhost:8787" });

test.each([
  ["http://localhost:8787", true],
  ["http://127.0.0.1:8787", true],
  ["http://[::1]:8787", true],
  ["http://127.0.0.1:8788", false],
  ["https://localhost:8787", false],
  ["http://localhost:8787/", false],
  ["http://localhost.evil.example:8787", false],
  ["null", false],
  ["", false],
])("in development %s is our own: %s", (origin, own) => {
  expect(isOwnOrigin(local, origin)).toBe(own);
});

test.each([
  ["https://blytz.example", true],
  ["https://blytz.example.evil.example", false],
  ["http://blytz.example", false],
  ["https://BLYTZ.example", false],
  ["http://127.0.0.1", false],
])("[SEC-12] in production %s is our own: %s", (origin, own) => {
  expect(isOwnOrigin(settings({}), origin)).toBe(own);
});

test("[SEC-39] a listed origin may call, and is not our own", () => {
  const listed = settings({ ALLOWED_ORIGINS: ["https://partner.example"] });
  expect(isAllowedOrigin(listed, "https://partner.example")).toBe(true);
  expect(isOwnOrigin(listed, "https://partner.example")).toBe(false);
});
