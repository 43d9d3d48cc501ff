import { test } from "./support/test.ts";
import { playSale } from "./support/play-sale.ts";

test("a sale from its start to the proof, at a desk", async ({ open, openBuyer, press, seller }) => {
  await playSale({ open, openBuyer, press, seller });
});
