import { Form, Link } from "@remix-run/react";
import { Bell, BellOff } from "lucide-react";

import type { SavedSearch } from "../../../contract/http/saved-searches.ts";
import { ConfirmForm } from "../account/confirm-form.tsx";
import { ButtonLink } from "../components/button-link.tsx";
import { Button } from "../components/button.tsx";
import { toTypedAmount } from "../format/money.ts";
import { useMoney, useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";

type SearchRowProps = { search: SavedSearch; categoryNames: Readonly<Record<string, string>> };

/** One saved search: its name, what it is about, and what can be done with it. */
export function SearchRow({ search, categoryNames }: SearchRowProps) {
  const words = useMessages().watching.searches;
  const { locale } = useReader();
  const { id, name, notify } = search;
  const about = useFilterWords(search, categoryNames);
  const address = toBrowseAddress(search, locale);
  return (
    <li className="grid gap-3 p-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center sm:px-6">
      <div className="min-w-0">
        <h2 className="font-sans text-base font-semibold tracking-normal">
          <Link to={address} className="underline-offset-4 hover:underline">
            {name}
          </Link>
        </h2>
        <p className="text-sm break-words text-muted">{about.join(" · ")}</p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="notify" />
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="notify" value={notify ? "no" : "yes"} />
          <Button
            type="submit"
            size="sm"
            variant="quiet"
            aria-label={words.notifyLabel(notify ? words.on : words.off, name)}
          >
            {notify ? <Bell aria-hidden size={16} /> : <BellOff aria-hidden size={16} />}
            {notify ? words.on : words.off}
          </Button>
        </Form>
        <ConfirmForm
          intent="delete"
          values={{ id }}
          button={words.delete}
          label={words.deleteLabel(name)}
          question={words.question(name)}
          body={words.questionBody}
        />
        <ButtonLink to={address} size="sm" aria-label={words.runLabel(name)}>
          {words.run}
        </ButtonLink>
      </div>
    </li>
  );
}

function useFilterWords({ filter }: SavedSearch, categoryNames: SearchRowProps["categoryNames"]): string[] {
  const { shop, watching } = useMessages();
  const words = watching.searches;
  const format = useMoney();
  const { q, category, condition, format: sale, sellerId, currency, minPriceMinor, maxPriceMinor } = filter;
  const show = (amountMinor: number) => format({ amountMinor, currency: currency ?? "USD" });
  return [
    q ? words.words(q) : "",
    category ? (categoryNames[category] ?? category) : "",
    condition ? shop.conditions[condition] : "",
    sale ? shop.browse.formats[sale] : "",
    sellerId ? words.ofSeller : "",
    currency && !minPriceMinor && !maxPriceMinor ? currency : "",
    minPriceMinor ? words.from(show(minPriceMinor)) : "",
    maxPriceMinor ? words.upTo(show(maxPriceMinor)) : "",
  ].filter(Boolean);
}

/** The search as an address of the browse page, with amounts as its reader types them. */
function toBrowseAddress({ filter }: SavedSearch, locale: string): string {
  const { q, category, condition, format, sellerId, currency, minPriceMinor, maxPriceMinor } = filter;
  const type = (amountMinor: number | undefined) =>
    amountMinor && currency ? toTypedAmount({ amountMinor, currency }, locale) : undefined;
  const values = {
    q,
    category,
    condition,
    format,
    seller: sellerId,
    currency,
    min: type(minPriceMinor),
    max: type(maxPriceMinor),
    sort: "newest",
  };
  const given = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `/browse?${new URLSearchParams(given)}`;
}
