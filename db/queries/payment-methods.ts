import { and, asc, isNull, sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { type PaymentMethodStatus, type PaymentProvider, paymentMethods } from "../schema/payment-methods.ts";
import { hasId } from "./ids.ts";

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
};

type PaymentMethodRow = {
  readonly [Name in keyof typeof methodColumns]: (typeof paymentMethods.$inferSelect)[Name];
};

/** One of a person's ways to pay. One of them is the default, as with addresses. */
export interface PaymentMethod extends PaymentMethodRow {
  readonly isDefault: boolean;
}

export interface NewPaymentMethod {
  readonly userId: string;
  readonly provider: PaymentProvider;
  readonly providerReference: string;
  readonly status: PaymentMethodStatus;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number | null;
  readonly expiryYear: number | null;
  readonly chooseAsDefault: boolean;
}

const isPresent = isNull(paymentMethods.deletedAt);

/** All ways to pay of a person, the default first. */
export async function listPaymentMethods(database: Database, userId: string): Promise<PaymentMethod[]> {
  const rows = await database
    .select(methodColumns)
    .from(paymentMethods)
    .where(and(hasId(paymentMethods.userId, userId), isPresent))
    .orderBy(
      sql`${paymentMethods.chosenAt} desc nulls last`,
      asc(paymentMethods.createdAt),
      asc(paymentMethods.id),
    )
    .limit(200);
  return rows.map((row, index) => ({ ...row, isDefault: index === 0 }));
}

export async function createPaymentMethod(
  database: Database,
  { chooseAsDefault, ...method }: NewPaymentMethod,
): Promise<PaymentMethod> {
  const now = new Date();
  const [created] = await database
    .insert(paymentMethods)
    .values({
      ...method,
      verifiedAt: method.status === "verified" ? now : null,
      chosenAt: chooseAsDefault ? now : null,
    })
    .returning({ id: paymentMethods.id });
  const { id } = must(created, "an insert returns its row");
  const all = await listPaymentMethods(database, method.userId);
  return must(
    all.find((candidate) => candidate.id === id),
    "the payment method just made is listed",
  );
}

/** False when the person has no such payment method. */
export async function deletePaymentMethod(
  database: Database,
  method: { readonly userId: string; readonly paymentMethodId: string },
): Promise<boolean> {
  const deleted = await database
    .update(paymentMethods)
    .set({ deletedAt: new Date() })
    .where(
      and(
        hasId(paymentMethods.id, method.paymentMethodId),
        hasId(paymentMethods.userId, method.userId),
        isPresent,
      ),
    )
    .returning({ id: paymentMethods.id });
  return deleted.length > 0;
}
