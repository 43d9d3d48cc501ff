import type { LotResult } from "../../../client/verify/report.ts";
import { Badge } from "../components/badge.tsx";
import { Card } from "../components/card.tsx";
import { useMoney } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** Who won what, by the log alone. */
export function Results({ lots }: { lots: readonly LotResult[] }) {
  const { shop, room } = useMessages();
  const format = useMoney();
  if (lots.length === 0) return null;
  return (
    <section className="grid gap-4">
      <h2 className="text-2xl">{shop.log.winners}</h2>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {lots.map((lot) => (
          <li key={lot.lotId}>
            <Card className="grid h-full content-between gap-2 p-4">
              <p className="text-sm">
                <span className="text-muted tabular">#{lot.position}</span> {lot.title}
              </p>
              <p className="flex items-center justify-between gap-3">
                <span
                  className={`font-display text-xl font-bold tabular ${lot.paddle === null ? "text-faint" : ""}`}
                >
                  {format({ amountMinor: lot.priceMinor, currency: lot.currency })}
                </span>
                {lot.paddle !== null ? (
                  <Badge tone="leading">{room.paddle(lot.paddle)}</Badge>
                ) : (
                  <Badge tone="outline">
                    {lot.status === "open"
                      ? room.feed.opened
                      : lot.status === "voided"
                        ? room.lotVoided
                        : room.lotPassed}
                  </Badge>
                )}
              </p>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}
