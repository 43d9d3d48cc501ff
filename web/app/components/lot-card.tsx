import type { Money } from "../format/money.ts";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { Badge } from "./badge.tsx";
import { classNames } from "./class-names.ts";
import { Picture } from "./picture.tsx";

export type LotCardStatus = "open" | "queued" | "sold" | "passed" | "voided";

export type LotCardData = {
  readonly id: string;
  readonly position: number;
  readonly title: string;
  readonly imageUrl: string | undefined;
  readonly status: LotCardStatus;
  /** The standing, starting or sold price, as the status has it. */
  readonly price: Money;
  readonly yours?: "leading" | "outbid" | "won" | undefined;
};

/** One line of a room's lot list. */
export function LotCard({
  lot,
  isNext,
  onSelect,
}: {
  lot: LotCardData;
  isNext?: boolean;
  onSelect?: () => void;
}) {
  const box = "flex w-full items-center gap-3 rounded-md p-2 text-left transition-colors";
  const tint = lot.status === "open" && "bg-hover";
  if (!onSelect)
    return (
      <div className={classNames(box, tint)}>
        <LotFace lot={lot} isNext={isNext ?? false} />
      </div>
    );
  return (
    <button type="button" onClick={onSelect} className={classNames(box, tint, "hover:bg-hover")}>
      <LotFace lot={lot} isNext={isNext ?? false} />
    </button>
  );
}

function LotFace({ lot, isNext }: { lot: LotCardData; isNext: boolean }) {
  const { room } = useMessages();
  const isOver = lot.status !== "open" && lot.status !== "queued";
  return (
    <>
      <Picture
        src={lot.imageUrl}
        alt=""
        sizes="3.5rem"
        className={classNames("size-14 shrink-0 rounded-sm", isOver && "opacity-50 grayscale")}
      />
      <span className="min-w-0 flex-1">
        <span className="flex h-5 items-center justify-between gap-2 text-xs text-muted tabular">
          <span className={lot.status === "open" ? "font-semibold text-live-text" : ""}>
            {lot.position} {lot.status === "open" ? `· ${room.lotNow}` : isNext ? `· ${room.lotNext}` : ""}
          </span>
          <YourMark lot={lot} />
        </span>
        <span className={classNames("block truncate text-sm font-medium", isOver && "text-muted")}>
          {lot.title}
        </span>
        <LotPrice lot={lot} />
      </span>
    </>
  );
}

/** Where the reader stands in the lot, as a word. */
function YourMark({ lot }: { lot: LotCardData }) {
  const { room } = useMessages();
  if (lot.yours === "leading") return <Badge tone="leading">{room.lotLeading}</Badge>;
  if (lot.yours === "won") return <Badge tone="leading">{room.lotWon}</Badge>;
  if (lot.yours === "outbid" && lot.status === "open") return <Badge tone="live">{room.lotOutbid}</Badge>;
  return null;
}

function LotPrice({ lot }: { lot: LotCardData }) {
  const { room } = useMessages();
  const format = useMoney();
  const price = format(lot.price);
  switch (lot.status) {
    case "open":
      return <span className="block text-sm font-semibold tabular">{price}</span>;
    case "queued":
      return <span className="block text-xs text-muted tabular">{room.startsAt(price)}</span>;
    case "sold":
      return <span className="block text-xs text-muted tabular">{room.soldFor(price)}</span>;
    case "passed":
      return <span className="block text-xs text-muted">{room.lotPassed}</span>;
    case "voided":
      return <span className="block text-xs text-muted">{room.lotVoided}</span>;
  }
}
