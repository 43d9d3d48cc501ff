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
  const { room } = useMessages();
  const isOver = lot.status !== "open" && lot.status !== "queued";
  return (
    <button
      type="button"
      onClick={onSelect}
      className={classNames(
        "flex w-full items-center gap-3 rounded-md p-2 text-left transition-colors hover:bg-hover",
        lot.status === "open" && "bg-hover",
      )}
    >
      <Picture
        src={lot.imageUrl}
        alt=""
        className={classNames("size-14 shrink-0 rounded-sm", isOver && "opacity-50 grayscale")}
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5 text-xs text-muted tabular">
          <span className={lot.status === "open" ? "font-semibold text-live-text" : ""}>
            {lot.position} {lot.status === "open" ? `· ${room.lotNow}` : isNext ? `· ${room.lotNext}` : ""}
          </span>
        </span>
        <span className={classNames("block truncate text-sm font-medium", isOver && "text-muted")}>
          {lot.title}
        </span>
        <LotPrice lot={lot} />
      </span>
      {lot.yours === "leading" || lot.yours === "won" ? (
        <Badge tone="leading">{lot.yours === "won" ? room.lotWon : room.lotLeading}</Badge>
      ) : null}
      {lot.yours === "outbid" && lot.status === "open" ? <Badge tone="live">{room.lotOutbid}</Badge> : null}
    </button>
  );
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
