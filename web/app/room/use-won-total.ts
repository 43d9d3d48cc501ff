import { useRef } from "react";

import type { RoomLot, RoomModel } from "../../../client/room/room-model.ts";
import { computeTotal } from "./bid-state.ts";

/**
 * What the reader pays for a lot they won, as the button promised it (rule P9): by the shipping from before the hammer, as
 * from then on their further lots travel along. Undefined where the page was opened afterwards and cannot know.
 */
export function useWonTotal(model: RoomModel, lot: RoomLot | undefined): number | undefined {
  const before = useRef<{ readonly lotId: string; readonly shippingMinor: number }>(undefined);
  if (lot !== undefined && lot.status !== "sold") {
    // The word that it is less from now on may come before the hammer's own; one lot is open at a time where it can.
    const known =
      before.current?.lotId === lot.id && model.auction.pacing === "live" ? before.current : undefined;
    const shippingMinor = Math.max(known?.shippingMinor ?? 0, model.you.shippingMinor);
    before.current = { lotId: lot.id, shippingMinor };
  }
  if (lot === undefined || before.current?.lotId !== lot.id) return undefined;
  const { shippingMinor } = before.current;
  return computeTotal(
    { ...model, you: { ...model.you, shippingMinor } },
    lot.soldPriceMinor ?? lot.priceMinor,
  );
}
