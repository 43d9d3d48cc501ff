import type { Review } from "../../../contract/http/reviews.ts";
import { Stars } from "../components/rating.tsx";
import { Time } from "../format/time-element.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ReportLink } from "./report-link.tsx";

/** What buyers said, with the seller's answer under each. */
export function ReviewList({ reviews }: { reviews: readonly Review[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {reviews.map((review) => (
        <li key={review.id} className="grid gap-2 py-5">
          <ReviewText review={review} />
          <ReportLink subject="review" id={review.id} />
        </li>
      ))}
    </ul>
  );
}

/** One review. */
export function ReviewText({ review }: { review: Review }) {
  const words = useMessages().trust.reviews;
  return (
    <article className="grid gap-2">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Stars rating={review.rating} />
        <span className="font-semibold">{review.author}</span>
        <span className="text-sm text-muted">
          {review.title} · <Time atMs={Date.parse(review.createdAt)} format="date" />
          {review.editedAt === null ? null : ` · ${words.edited}`}
        </span>
      </header>
      {review.text === "" ? null : (
        <p className="max-w-prose break-words whitespace-pre-line">{review.text}</p>
      )}
      {review.answer === null ? null : (
        <div className="grid gap-1 border-l-4 border-line-strong pl-4">
          <p className="text-sm font-semibold">{words.answerOf}</p>
          <p className="max-w-prose break-words whitespace-pre-line text-muted">{review.answer}</p>
        </div>
      )}
    </article>
  );
}
