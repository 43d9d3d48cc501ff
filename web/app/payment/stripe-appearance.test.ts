import { describe, expect, it } from "vitest";

import { ROLES } from "../tokens/tokens.ts";
import { makeStripeAppearance } from "./stripe-appearance.ts";

describe("Stripe's form in our clothes", () => {
  it.each(["light", "dark"] as const)("wears the tokens of the %s theme", (theme) => {
    const { variables, rules } = makeStripeAppearance(theme);
    expect(variables).toMatchObject({
      colorText: ROLES.text[theme],
      colorBackground: ROLES.surface[theme],
      colorDanger: ROLES["live-text"][theme],
    });
    expect(rules?.[".Input"]).toMatchObject({ borderColor: ROLES["line-strong"][theme] });
  });
});
