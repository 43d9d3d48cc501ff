import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { paypalEvents } from "./event-content.ts";

test("docs/payments.md names the very events of PayPal's that are read", () => {
  const page = readFileSync(join(import.meta.dirname, "../../../../docs/payments.md"), "utf8");
  const named = [...page.matchAll(/`((?:CHECKOUT|PAYMENT|CUSTOMER)\.[A-Z.-]+)`/gu)].map(([, name]) => name);
  expect(named).toEqual(Object.keys(paypalEvents));
});
