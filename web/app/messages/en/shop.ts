import { plural } from "../plural.ts";

export const shop = {
  ended: "Ended",
  cancelled: "Cancelled",
  lots: (count: number) => plural(count, "lot", "lots"),
};
