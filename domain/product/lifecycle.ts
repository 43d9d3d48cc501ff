/** Where a product stands. */
export const productStatuses = ["draft", "active", "sold", "cancelled"] as const;
export type ProductStatus = (typeof productStatuses)[number];

/** `sell` follows from a hammer, and `publish` from a lot of a public auction too; the others are the seller's. */
export const productActions = ["publish", "withdraw", "cancel", "reopen", "sell"] as const;
export type ProductAction = (typeof productActions)[number];

/**
 * Every move a product can make. What is sold is what somebody bought, a draft too that a private auction sold, and stays
 * so: to sell another of its kind, its seller duplicates it. What was cancelled is a draft first, so that somebody looks at
 * it again.
 */
const transitions: Readonly<Record<ProductStatus, Readonly<Partial<Record<ProductAction, ProductStatus>>>>> =
  {
    draft: { publish: "active", cancel: "cancelled", sell: "sold" },
    active: { withdraw: "draft", cancel: "cancelled", sell: "sold" },
    cancelled: { reopen: "draft" },
    sold: {},
  };

/** The moves a seller may make; a sale makes the other. */
const sellerActions = ["publish", "withdraw", "cancel", "reopen"] as const satisfies readonly ProductAction[];

/** Where an action leads from a status; undefined where it is not possible. */
export const computeNextStatus = (status: ProductStatus, action: ProductAction): ProductStatus | undefined =>
  transitions[status][action];

/** The statuses that an action can begin from: for a statement that moves a row only from one of them. */
export const listStatusesBefore = (action: ProductAction): ProductStatus[] =>
  productStatuses.filter((status) => transitions[status][action] !== undefined);

/** The statuses from which a seller may bring a product to this one, itself included: saying it again changes nothing. */
export const listSellersStatusesBefore = (target: ProductStatus): ProductStatus[] =>
  productStatuses.filter(
    (status) =>
      (status === target && status !== "sold") ||
      sellerActions.some((action) => transitions[status][action] === target),
  );
