import { LotList } from "../components/lot-list.tsx";
import { toLotCards } from "./room-cards.ts";
import { useScene } from "./room-context.tsx";

/** The lots of the sale; pressing one looks at it. */
export function RoomLots({ onChosen }: { onChosen?: () => void }) {
  const { model, ownBids, chooseLot } = useScene();
  return (
    <LotList
      lots={toLotCards(model, ownBids)}
      onSelect={(lotId) => {
        chooseLot(lotId);
        onChosen?.();
      }}
    />
  );
}
