import type { Order } from "../../../contract/http/orders.ts";
import type { BadgeTone } from "../components/badge.tsx";
import { Badge } from "../components/badge.tsx";
import { useMessages } from "../messages/use-messages.tsx";

const TONES: Record<Order["status"], BadgeTone> = {
  pending: "plain",
  paid: "leading",
  shipped: "leading",
  delivered: "leading",
  cancelled: "outline",
  refunded: "outline",
  disputed: "live",
};

export function OrderStatusBadge({ status }: { status: Order["status"] }) {
  const { account } = useMessages();
  return <Badge tone={TONES[status]}>{account.orders.statuses[status]}</Badge>;
}
