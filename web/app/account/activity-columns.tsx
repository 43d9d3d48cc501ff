import { Link } from "@remix-run/react";
import type { LucideIcon } from "lucide-react";
import { Gavel, ShieldCheck, ShoppingBag, Tag } from "lucide-react";

import type { Activity } from "../../../contract/http/activity.ts";
import type { Column } from "../components/table.tsx";
import { useMoney } from "../format/reader.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";

const ICONS: Readonly<Record<Activity["type"], LucideIcon>> = {
  account: ShieldCheck,
  bid: Gavel,
  purchase: ShoppingBag,
  sale: Tag,
};

/** What happened, with what it was about and a way there; where from, for the account's own events; when. */
export function useActivityColumns(): readonly Column<Activity>[] {
  const words = useMessages().security.activity;
  const format = useMoney();
  return [
    {
      key: "what",
      title: words.what,
      cell: (entry) => {
        const Icon = ICONS[entry.type];
        const place = findPlace(entry);
        return (
          <div className="flex items-center gap-3">
            <Icon aria-hidden size={16} className="shrink-0 text-muted" />
            <div className="min-w-0">
              <p className="font-medium">{words.actions[entry.action] ?? entry.action}</p>
              {entry.lot && place ? (
                <Link to={place} className="line-clamp-1 text-muted after:absolute after:inset-0">
                  {entry.lot.title}
                </Link>
              ) : null}
            </div>
          </div>
        );
      },
    },
    {
      key: "amount",
      title: words.amount,
      numeric: true,
      wide: true,
      cell: ({ lot }) =>
        lot === null || lot.amountMinor === null
          ? ""
          : format({ amountMinor: lot.amountMinor, currency: lot.currency }, { exact: true }),
    },
    { key: "where", title: words.where, wide: true, cell: ({ ipAddress }) => ipAddress ?? "" },
    { key: "when", title: words.when, numeric: true, cell: ({ at }) => <Time atMs={Date.parse(at)} /> },
  ];
}

function findPlace({ type, lot, subjectId }: Activity): string | undefined {
  if (lot === null) return undefined;
  return type === "bid" ? `/auctions/${lot.auctionId}` : `/orders/${subjectId}`;
}
