import { useRoomEvent } from "../../../client/react/use-room.ts";
import type { RoomClient } from "../../../client/room/room-client.ts";
import type { RoomModel } from "../../../client/room/room-model.ts";
import { findLot } from "../../../client/room/room-model.ts";
import { useToast } from "../components/toast.tsx";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { computeTotal } from "./bid-state.ts";

/** Tells a winner their total and where it goes on, in a note that outlives the lot: the next may open at once. */
export function useWinNote(client: RoomClient | null, model: RoomModel): void {
  const { room } = useMessages();
  const toast = useToast();
  const format = useMoney();
  useRoomEvent(client, "facts", (facts) => {
    for (const fact of facts) {
      if (fact.type !== "lot.sold" && fact.type !== "lot.bought") continue;
      if (model.you.paddle === null || fact.paddle !== model.you.paddle) continue;
      const total = format({
        amountMinor: computeTotal(model, fact.priceMinor),
        currency: model.auction.currency,
      });
      const title = findLot(model, fact.lotId)?.title ?? "";
      const { wonNote, boughtNote, wonAction } = room.standing;
      const note = fact.type === "lot.bought" ? boughtNote : wonNote;
      toast(note(title, total), "good", { label: wonAction, to: "/orders" });
    }
  });
}
