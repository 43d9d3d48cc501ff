import type { Product } from "../../../contract/http/products.ts";
import { formatWeight } from "../format/weight.ts";
import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { toEnglish } from "../../../domain/locale.ts";

/** How a product is sent, as far as its seller said so. */
export function ShippingFacts({ shipping }: { shipping: Product["shippingInfo"] }) {
  const words = useMessages().catalogue.shipping;
  const { locale } = useReader();
  const { shipsFrom, handlingDays, weightGrams, dimensionsMm, international } = shipping;
  if (shipsFrom === null && handlingDays === null && weightGrams === null && dimensionsMm === null)
    return null;
  const number = new Intl.NumberFormat(locale);
  const facts: (readonly [string, string | null])[] = [
    [
      words.from,
      shipsFrom === null
        ? null
        : (new Intl.DisplayNames(toEnglish(locale), { type: "region" }).of(shipsFrom) ?? shipsFrom),
    ],
    [words.handling, handlingDays === null ? null : words.days(handlingDays)],
    [words.weight, weightGrams === null ? null : formatWeight(weightGrams, locale)],
    [
      words.size,
      dimensionsMm === null
        ? null
        : `${[dimensionsMm.length, dimensionsMm.width, dimensionsMm.height].map((side) => number.format(side)).join(" × ")} mm`,
    ],
    [words.abroad, international ? words.yes : words.no],
  ];
  return (
    <section className="grid gap-2">
      <h2 className="text-xl">{words.title}</h2>
      <dl className="divide-y divide-line border-y border-line text-sm">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="grid grid-cols-[9rem_1fr] gap-4 py-2.5">
              <dt className="text-muted">{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}
