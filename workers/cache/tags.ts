/**
 * What an answer is made of. A write names the tags it touches, and every kept answer with one of them is dropped.
 * Lists share one tag: which of them a product will appear in after a change is not worth finding out.
 */
export const cacheTags = {
  /** The tree, and the names of categories inside products. */
  categories: "categories",
  /** Every list of products. */
  productLists: "product-lists",
  product: (productId: string) => `product:${productId}`,
  /** One person's profile, and their name inside their products. */
  person: (userId: string) => `person:${userId}`,
} as const;

/** What changes when products are added, changed, taken away or sold. */
export const tagsOfProductChange = (...productIds: readonly string[]): string[] => [
  ...productIds.map((id) => cacheTags.product(id)),
  cacheTags.productLists,
];

/** What changes with a person's name or picture, and when they come or go: their profile, and their name beside what they sell. */
export const tagsOfPersonChange = (userId: string): string[] => [
  cacheTags.person(userId),
  cacheTags.productLists,
];
