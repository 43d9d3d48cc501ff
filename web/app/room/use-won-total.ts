import { useRef } from "react";

import type { RoomLot, RoomModel } from "../../../client/room/room-model.ts";
import { computeTotal } from "./bid-state.ts";

/**
 * What the reader pays for a lot they won, as the button promised it (rule P9): by the shipping from before the hammer, as
 * from then on their further lots travel along. The room says so only behind the hammer's own fact. Undefined where the
 * page was opened afterwards and cannot know.
 */
export function useWonTotal(model: RoomModel, lot: RoomLot | undefined): number | undefined {
  const before = useRef<{ readonly lotId: string; readonly shippingMinor: number }>(undefined);
  if (lot === undefined) return undefined;
  if (lot.status !== "sold") before.current = { lotId: lot.id, shippingMinor: model.you.shippingMinor };
  if (before.current?.lotId !== lot.id) return undefined;
  const { shippingMinor } = before.current;
  return computeTotal(
    { ...model, you: { ...model.you, shippingMinor } },
    lot.soldPriceMinor ?? lot.priceMinor,
  );
}
