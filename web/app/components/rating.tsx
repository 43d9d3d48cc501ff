import { Star } from "lucide-react";

import { useReader } from "../format/reader.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { classNames } from "./class-names.ts";

const STARS = [1, 2, 3, 4, 5] as const;

/** Of one review: so many of five stars. */
export function Stars({ rating, size = 16 }: { rating: number; size?: number }) {
  const { reviews } = useMessages().trust;
  return (
    <span role="img" aria-label={reviews.stars(rating)} className="inline-flex gap-0.5">
      {STARS.map((star) => (
        <Star
          key={star}
          aria-hidden
          size={size}
          className={star <= rating ? "fill-current text-text" : "text-faint"}
        />
      ))}
    </span>
  );
}

/** Of all reviews: the average to one place, made here, and of how many. */
export function RatingLine({ rating }: { rating: { readonly count: number; readonly sum: number } }) {
  const { reviews } = useMessages().trust;
  const { locale } = useReader();
  if (rating.count === 0) return <span className="text-sm text-muted">{reviews.none}</span>;
  const average = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <span className="inline-flex items-center gap-1.5 text-sm">
      <Star aria-hidden size={16} className="fill-current" />
      <strong className="tabular">
        {average.format(rating.sum / rating.count)} <span className="sr-only">{reviews.ofFive}</span>
      </strong>
      <span className="text-muted">{reviews.count(rating.count)}</span>
    </span>
  );
}

/** Five radio buttons that look like what they mean: they work by keyboard and without scripts. */
export function RatingInput({
  defaultValue,
  error,
}: {
  defaultValue?: number | undefined;
  error?: string | undefined;
}) {
  const { reviews } = useMessages().trust;
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 text-sm font-semibold">{reviews.rating}</legend>
      <div className="flex flex-wrap gap-2">
        {STARS.map((star) => (
          <label
            key={star}
            className={classNames(
              "flex h-11 min-w-14 cursor-pointer items-center justify-center gap-1.5 rounded-md border border-line-strong px-3 font-semibold",
              "hover:bg-hover has-checked:border-text has-checked:bg-text has-checked:text-ground has-focus-visible:outline-2 has-focus-visible:outline-offset-2",
            )}
          >
            <input
              type="radio"
              name="rating"
              value={star}
              required
              defaultChecked={defaultValue === star}
              aria-label={reviews.stars(star)}
              className="sr-only"
            />
            <span aria-hidden>{star}</span> <Star aria-hidden size={16} className="fill-current" />
          </label>
        ))}
      </div>
      {error ? <p className="text-sm font-medium text-live-text">{error}</p> : null}
    </fieldset>
  );
}
