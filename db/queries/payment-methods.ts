import { and, isNull, type SQL, sql } from "drizzle-orm";
import { accept, must, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { type PaymentMethodStatus, type PaymentProvider, paymentMethods } from "../schema/payment-methods.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";
import { computePreference } from "./preference.ts";

/** The provider's reference stays out: it is of no use to a client and names the card to whoever has our keys. */
const methodColumns = {
  id: paymentMethods.id,
  provider: paymentMethods.provider,
  status: paymentMethods.status,
  brand: paymentMethods.brand,
  last4: paymentMethods.last4,
  expiryMonth: paymentMethods.expiryMonth,
  expiryYear: paymentMethods.expiryYear,
  verifiedAt: paymentMethods.verifiedAt,
  createdAt: paymentMethods.createdAt,
  preference: paymentMethods.preference,
  // Written out for the reason given in addresses.ts.
  isDefault: sql<boolean>`payment_methods.id = (
    select id from payment_methods best
    where best.user_id = payment_methods.user_id and best.deleted_at is null
    order by best.preference desc, best.id desc limit 1)`,
};

const selectMethods = (database: Database) => database.select(methodColumns).from(paymentMethods).$dynamic();

/** One of a person's ways to pay, as they recognise it. Exactly one of them is the default. */
export type PaymentMethod = Awaited<ReturnType<typeof selectMethods>>[number];

export interface NewPaymentMethod {
  readonly userId: string;
  readonly provider: PaymentProvider;
  /** What the provider calls it. */
  readonly providerReference: string;
  readonly status: PaymentMethodStatus;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number | null;
  readonly expiryYear: number | null;
  readonly chooseAsDefault: boolean;
}

const keyset: Keyset = {
  name: "payment-methods",
  columns: [paymentMethods.preference, paymentMethods.id],
  descending: true,
};

const isOwned = (userId: string): SQL | undefined =>
  and(hasId(paymentMethods.userId, userId), isNull(paymentMethods.deletedAt));

/** A person's ways to pay, the default first. */
export async function listPaymentMethods(
  database: Database,
  userId: string,
  request: PageRequest,
): Promise<Result<Page<PaymentMethod>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectMethods(database)
    .where(and(isOwned(userId), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.preference, row.id]));
}

export async function createPaymentMethod(
  database: Database,
  { chooseAsDefault, ...method }: NewPaymentMethod,
): Promise<PaymentMethod> {
  const [created] = await database
    .insert(paymentMethods)
    .values({
      ...method,
      verifiedAt: method.status === "verified" ? new Date() : null,
      preference: computePreference(chooseAsDefault),
    })
    .returning({ id: paymentMethods.id });
  const { id } = must(created, "an insert returns its row");
  const [found] = await selectMethods(database).where(hasId(paymentMethods.id, id));
  return must(found, "the payment method just made is there");
}

/** False when the person has no such payment method. Charges made with it stay. */
export async function deletePaymentMethod(
  database: Database,
  method: { readonly userId: string; readonly paymentMethodId: string },
): Promise<boolean> {
  const deleted = await database
    .update(paymentMethods)
    .set({ deletedAt: new Date() })
    .where(and(hasId(paymentMethods.id, method.paymentMethodId), isOwned(method.userId)))
    .returning({ id: paymentMethods.id });
  return deleted.length > 0;
}
