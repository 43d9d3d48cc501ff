// @vitest-environment jsdom
import { cleanup, renderHook } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";

import type { RoomLot } from "../../../client/room/room-model.ts";
import { createLot, createModel } from "./room-fixtures.ts";
import { useWonTotal } from "./use-won-total.ts";

afterEach(cleanup);

/** Paddle 7, who pays no premium and no tax. */
const createTold = (shippingMinor: number) =>
  createModel({ auction: { premiumBps: 0 }, you: { userId: "ann", paddle: 7, shippingMinor } });

interface Seen {
  readonly shippingMinor: number;
  readonly lot: RoomLot | undefined;
}

function watch(first: Seen) {
  const { result, rerender } = renderHook(
    ({ shippingMinor, lot }: Seen) => useWonTotal(createTold(shippingMinor), lot),
    { initialProps: first },
  );
  return (seen: Seen): number | undefined => {
    rerender(seen);
    return result.current;
  };
}

const open = createLot({ status: "open", priceMinor: 3_000 });
const sold = createLot({ status: "sold", priceMinor: 3_000, soldPriceMinor: 3_000, winnerPaddle: 7 });

describe("[P9] what a lot that was won comes to", () => {
  test("is what the button promised, though the next lot's shipping is less from the hammer on", () => {
    const see = watch({ shippingMinor: 500, lot: open });
    expect(see({ shippingMinor: 500, lot: sold })).toBe(3_500);
    expect(see({ shippingMinor: 100, lot: sold })).toBe(3_500);
  });

  test("has the shipping of its own time for each lot", () => {
    const see = watch({ shippingMinor: 500, lot: open });
    see({ shippingMinor: 500, lot: sold });
    const next = { ...open, id: "lot-2" };
    see({ shippingMinor: 100, lot: next });
    expect(see({ shippingMinor: 100, lot: { ...sold, id: "lot-2" } })).toBe(3_100);
  });

  test("is not known of a lot that was sold before it was seen, nor of none", () => {
    const see = watch({ shippingMinor: 100, lot: sold });
    expect(see({ shippingMinor: 100, lot: sold })).toBeUndefined();
    expect(see({ shippingMinor: 100, lot: undefined })).toBeUndefined();
  });
});
