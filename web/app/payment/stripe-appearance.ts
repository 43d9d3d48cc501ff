import type { Appearance } from "@stripe/stripe-js";

import { FONTS, RADII, ROLES, SPACE_UNIT } from "../tokens/tokens.ts";

type Theme = "light" | "dark";

/** Our tokens as Stripe's form takes them: it lives in a frame of Stripe's, where no style of ours reaches. */
export function makeStripeAppearance(theme: Theme): Appearance {
  const role = (name: keyof typeof ROLES): string => ROLES[name][theme];
  return {
    theme: theme === "dark" ? "night" : "stripe",
    labels: "above",
    variables: {
      fontFamily: FONTS.text,
      fontSizeBase: "16px",
      spacingUnit: `${SPACE_UNIT}px`,
      borderRadius: `${RADII.md}px`,
      colorPrimary: role("text"),
      colorBackground: role("surface"),
      colorText: role("text"),
      colorTextSecondary: role("muted"),
      colorTextPlaceholder: role("faint"),
      colorDanger: role("live-text"),
    },
    rules: {
      ".Input": { borderColor: role("line-strong"), boxShadow: "none", padding: "10px 12px" },
      ".Input:focus": { borderColor: role("focus"), boxShadow: `0 0 0 2px ${role("focus")}` },
      ".Label": { fontSize: "14px", fontWeight: "600" },
    },
  };
}
