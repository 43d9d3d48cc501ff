import { Link, useSearchParams } from "@remix-run/react";

import type { ProductFacets } from "../../../contract/http/search.ts";
import { getPayableStep } from "../../../domain/currency.ts";
import { toTypedAmount } from "../format/money.ts";
import { useMoney, useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

/** The prices of one currency in a few steps, each with how many products it would leave; what would leave none is not there. */
export function PriceRanges({ facets: { prices, isComplete } }: { facets: ProductFacets }) {
  const { shop } = useMessages();
  const [params] = useSearchParams();
  const { locale } = useReader();
  const format = useMoney();
  const { currency } = prices;
  const step = getPayableStep(currency);
  const ranges = prices.ranges.filter(({ count }) => count > 0);
  if (ranges.length < 2) return null;
  return (
    <nav aria-label={shop.browse.priceRanges}>
      <ul className="grid gap-px">
        {ranges.map(({ fromMinor, toMinor, count }) => {
          // The last amount below the next step that anything can cost.
          const upTo = toMinor === null ? null : toMinor - (toMinor % step);
          const type = (amountMinor: number) => toTypedAmount({ amountMinor, currency }, locale);
          const show = (amountMinor: number) => format({ amountMinor, currency });
          const next = new URLSearchParams(params);
          for (const name of ["cursor", "min", "max"]) next.delete(name);
          next.set("currency", currency);
          if (fromMinor > 0) next.set("min", type(fromMinor));
          if (upTo !== null) next.set("max", type(upTo));
          const isChosen = params.get("min") === next.get("min") && params.get("max") === next.get("max");
          return (
            <li key={fromMinor}>
              <Link
                to={`?${next}`}
                preventScrollReset
                aria-current={isChosen ? "true" : undefined}
                className="flex min-h-9 items-center justify-between gap-3 rounded-sm px-2 text-sm hover:bg-hover aria-[current]:bg-hover aria-[current]:font-semibold"
              >
                <span>
                  {upTo === null
                    ? shop.browse.rangeFrom(show(fromMinor))
                    : fromMinor === 0
                      ? shop.browse.rangeUpTo(show(upTo))
                      : shop.browse.range(show(fromMinor), show(upTo))}
                </span>
                <span className="text-muted tabular">{shop.browse.count(count, isComplete, locale)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
