import type { AuctionSummary } from "../../../contract/http/auctions.ts";
import { Badge } from "../components/badge.tsx";
import { useMessages } from "../messages/use-messages.tsx";

export function SaleStatusBadge({ status }: { status: AuctionSummary["status"] }) {
  const { shop } = useMessages();
  const word = shop.browse.statuses[status];
  if (status === "live") {
    return (
      <Badge tone="live" dot>
        {word}
      </Badge>
    );
  }
  return <Badge tone={status === "scheduled" ? "plain" : "outline"}>{word}</Badge>;
}
