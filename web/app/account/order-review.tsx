import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";

import type { Order } from "../../../contract/http/orders.ts";
import type { OrderReview } from "../../../contract/http/reviews.ts";
import { reviewLimits } from "../../../domain/trust/review.ts";
import { findProblem } from "../api/form-outcome.ts";
import type { FormOutcome } from "../api/form-outcome.ts";
import { Button } from "../components/button.tsx";
import { Section } from "../components/card.tsx";
import { FormAlert } from "../components/form-alert.tsx";
import { RatingInput } from "../components/rating.tsx";
import { Textarea } from "../components/textarea.tsx";
import { useMessages } from "../messages/use-messages.tsx";
import { ReviewText } from "../shop/review-list.tsx";
import { Disclosure } from "./disclosure.tsx";
import { FormProblemAlert } from "./form-problem-alert.tsx";

type OrderReviewProps = {
  order: Order;
  review: OrderReview | undefined;
  outcome: FormOutcome | undefined;
  formKey: string;
  /** Whether it can still be written or changed, by the clock of whoever drew the page. */
  isOpen: boolean;
};

/** What the buyer thought of the order and what the seller answers. Before it arrived there is nothing to say. */
export function OrderReviewSection({ order, review, outcome, formKey, isOpen }: OrderReviewProps) {
  const words = useMessages().trust.reviews;
  const isBuyer = order.side === "buyer";
  if (order.deliveredAt === null || (review === undefined && !(isBuyer && isOpen))) return null;
  const form = { outcome, formKey };
  return (
    <Section title={isBuyer ? words.yours : words.theirs}>
      <div className="grid gap-5">
        {review === undefined ? (
          <ReviewForm intent="review" button={words.send} {...form} />
        ) : (
          <>
            {review.hiddenReason === null ? null : (
              <FormAlert>
                {words.hidden} {review.hiddenReason}
              </FormAlert>
            )}
            <ReviewText review={review} />
            {isBuyer && isOpen && review.hiddenAt === null ? (
              <Disclosure label={words.change} open={findProblem(outcome, "edit-review") !== undefined}>
                <ReviewForm intent="edit-review" button={words.save} review={review} {...form} />
              </Disclosure>
            ) : null}
            {!isBuyer && review.answer === null && review.hiddenAt === null ? (
              <FormOf intent="answer-review" button={words.answer} {...form}>
                <Textarea
                  label={words.answerLabel}
                  name="answer"
                  required
                  maxLength={reviewLimits.answerLengthMax}
                  hint={words.answerHint}
                />
              </FormOf>
            ) : null}
          </>
        )}
      </div>
    </Section>
  );
}

type FormOfProps = {
  intent: string;
  button: string;
  outcome: FormOutcome | undefined;
  formKey: string;
  children?: ReactNode;
};

function FormOf({ intent, button, outcome, formKey, children }: FormOfProps) {
  const words = useMessages().trust.reviews;
  const isPending = useNavigation().formData?.get("intent") === intent;
  return (
    <Form method="post" preventScrollReset className="grid gap-4">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="key" value={formKey} />
      <FormProblemAlert problem={findProblem(outcome, intent)} said={words.refused} />
      {children}
      <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
        {button}
      </Button>
    </Form>
  );
}

function ReviewForm({ review, ...form }: Omit<FormOfProps, "children"> & { review?: OrderReview }) {
  const words = useMessages().trust.reviews;
  return (
    <FormOf {...form}>
      <RatingInput defaultValue={review?.rating} />
      <Textarea
        label={words.text}
        name="text"
        optional
        maxLength={reviewLimits.textLengthMax}
        hint={words.textHint}
        defaultValue={review?.text}
      />
    </FormOf>
  );
}
