import type { Storefront } from "../../../contract/http/sellers.ts";
import { useMessages } from "../messages/use-messages.tsx";

/** What a shop says of itself and of how it deals. Nothing said: nothing shown. */
export function ShopWords({ shop }: { shop: Storefront }) {
  const words = useMessages().trust.shop;
  const policies = [
    { title: words.shipping, text: shop.policies.shipping },
    { title: words.returns, text: shop.policies.returns },
    { title: words.payments, text: shop.policies.payments },
  ].filter(({ text }) => text !== "");
  if (shop.about === "" && policies.length === 0) return null;
  return (
    <div className="grid items-start gap-10 lg:grid-cols-2">
      {shop.about === "" ? null : (
        <section className="grid gap-2">
          <h2 className="text-2xl">{words.about}</h2>
          <p className="max-w-prose break-words whitespace-pre-line">{shop.about}</p>
        </section>
      )}
      {policies.length === 0 ? null : (
        <section className="grid gap-2">
          <h2 className="text-2xl">{words.policies}</h2>
          <dl className="divide-y divide-line border-y border-line">
            {policies.map(({ title, text }) => (
              <div key={title} className="grid gap-1 py-3 sm:grid-cols-[8rem_1fr] sm:gap-4">
                <dt className="text-sm font-semibold">{title}</dt>
                <dd className="min-w-0 break-words whitespace-pre-line text-muted">{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </div>
  );
}
