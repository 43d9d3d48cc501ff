import { describe, expect, test } from "vitest";
import { en } from "../messages/en.ts";
import { readDetails, readProductForm, writeDetails } from "./read-product-form.ts";

const read = (values: Readonly<Record<string, string>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return readProductForm(form, "en-US", en.catalogue.form);
};

describe("the form of a product", () => {
  test("reads amounts in the currency and the words of its reader", () => {
    const { body, fields } = read({
      currency: "KWD",
      startingPriceMinor: "1,234.500",
      reservePriceMinor: "",
    });
    expect(fields).toEqual({});
    expect(body).toMatchObject({ startingPriceMinor: 1_234_500, reservePriceMinor: null });
  });

  test("says which field nobody can read", () => {
    const { fields } = read({ currency: "USD", startingPriceMinor: "much", specifications: "no colon" });
    expect(Object.keys(fields).toSorted()).toEqual(["specifications", "startingPriceMinor"]);
  });

  test("has details on lines, there and back", () => {
    const details = { Case: "41 mm", Movement: "automatic: 28,800/h" };
    expect(readDetails(writeDetails(details))).toEqual(details);
    expect(readDetails("\n \r\n")).toEqual({});
    expect(readDetails(": nothing")).toBeUndefined();
  });
});
