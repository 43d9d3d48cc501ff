import { Link } from "@remix-run/react";

import type { Money } from "../format/money.ts";
import { useMoney } from "../format/reader.tsx";
import { WatchButton } from "../watching/watch-button.tsx";
import { Picture } from "./picture.tsx";

export type ProductCardData = {
  readonly id: string;
  readonly title: string;
  readonly condition: string;
  readonly price: Money | undefined;
  readonly imageUrl: string | undefined;
  readonly placeholder?: string | undefined;
};

type ProductCardProps = {
  product: ProductCardData;
  eager?: boolean;
  /** Inside the form that makes the product there is nothing to watch, and no place for another form. */
  isPreview?: boolean;
};

export function ProductCard({ product, eager, isPreview }: ProductCardProps) {
  const format = useMoney();
  return (
    <article className="group relative grid content-start gap-2">
      <Picture
        src={product.imageUrl}
        alt=""
        eager={eager ?? false}
        placeholder={product.placeholder}
        sizes="(min-width: 80rem) 18rem, (min-width: 48rem) 30vw, 48vw"
        className="aspect-square w-full rounded-md border border-line"
      />
      {isPreview ? null : (
        <WatchButton kind="product" subjectId={product.id} title={product.title} look="corner" />
      )}
      <h3 className="line-clamp-2 font-sans text-base leading-snug font-medium tracking-normal">
        <Link
          to={`/products/${product.id}`}
          prefetch="intent"
          className="after:absolute after:inset-0 underline-offset-4 group-hover:underline"
        >
          {product.title}
        </Link>
      </h3>
      <p className="flex items-baseline justify-between gap-2 text-sm text-muted">
        <span>{product.condition}</span>
        {product.price ? (
          <span className="font-display text-lg font-bold text-text tabular">{format(product.price)}</span>
        ) : null}
      </p>
    </article>
  );
}
