import { answerReview, editReview, writeReview } from "../../../contract/http/reviews.ts";
import type { PageApi } from "../api/api.server.ts";
import { readKey, readText } from "../api/form-values.ts";

/** What an order's two parties say about it. */
export const reviewForms = (api: PageApi, id: string) => ({
  review: (form: FormData) =>
    api.call(writeReview, { params: { id }, body: readReview(form), ...readKey(form) }),
  "edit-review": (form: FormData) => api.call(editReview, { params: { id }, body: readReview(form) }),
  "answer-review": (form: FormData) =>
    api.call(answerReview, { params: { id }, body: { text: readText(form, "answer") }, ...readKey(form) }),
});

const readReview = (form: FormData) => ({
  rating: Number(readText(form, "rating")),
  text: readText(form, "text"),
});
