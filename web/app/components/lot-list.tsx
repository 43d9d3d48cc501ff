import { useMessages } from "../messages/use-messages.tsx";
import type { LotCardData } from "./lot-card.tsx";
import { LotCard } from "./lot-card.tsx";

/** The run of a sale: what is on the block, what comes, what went. */
export function LotList({
  lots,
  onSelect,
}: {
  lots: readonly LotCardData[];
  onSelect?: (lotId: string) => void;
}) {
  const { room } = useMessages();
  const nextId = lots.find((lot) => lot.status === "queued")?.id;
  return (
    <ol aria-label={room.lots} className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {lots.map((lot) => (
        <li key={lot.id} aria-current={lot.status === "open" || undefined}>
          <LotCard
            lot={lot}
            isNext={lot.id === nextId}
            {...(onSelect ? { onSelect: () => onSelect(lot.id) } : {})}
          />
        </li>
      ))}
    </ol>
  );
}
