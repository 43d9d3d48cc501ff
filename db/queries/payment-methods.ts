import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { accept, must, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { type PaymentMethodStatus, type PaymentProvider, paymentMethods } from "../schema/payment-methods.ts";
import { users } from "../schema/users.ts";
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
  /** What the provider calls its owner, where it does. */
  readonly customerReference?: string | null;
  readonly status: PaymentMethodStatus;
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number | null;
  readonly expiryYear: number | null;
  /** The provider's name for the card itself. */
  readonly fingerprint?: string | null;
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

/** Whom a provider is asked to take a card from, and what it calls them since their last one. */
export async function readPayer(
  database: Database,
  of: { readonly userId: string; readonly provider: PaymentProvider },
): Promise<{ readonly email: string; readonly customerReference: string | null }> {
  const [payer] = await database
    .select({
      email: users.email,
      customerReference: sql<string | null>`(
        select customer_reference from payment_methods method
        where method.user_id = ${users.id} and method.provider = ${of.provider} and customer_reference is not null
        order by method.id desc limit 1)`,
    })
    .from(users)
    .where(hasId(users.id, of.userId));
  return must(payer, "whoever is signed in has an account");
}

/** Keeps a method; one that is kept already, as its answer was lost, is the same again. */
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
    .onConflictDoNothing()
    .returning({ id: paymentMethods.id });
  const [found] = await selectMethods(database).where(
    created === undefined
      ? and(
          isOwned(method.userId),
          eq(paymentMethods.provider, method.provider),
          eq(paymentMethods.providerReference, method.providerReference),
        )
      : hasId(paymentMethods.id, created.id),
  );
  return must(found, "a provider's reference is kept once, for whoever it belongs to");
}

/** What the provider has to let go of; undefined when the person has no such payment method. Charges made with it stay. */
export async function deletePaymentMethod(
  database: Database,
  method: { readonly userId: string; readonly paymentMethodId: string },
): Promise<{ readonly provider: PaymentProvider; readonly reference: string } | undefined> {
  const [deleted] = await database
    .update(paymentMethods)
    .set({ deletedAt: new Date() })
    .where(and(hasId(paymentMethods.id, method.paymentMethodId), isOwned(method.userId)))
    .returning({ provider: paymentMethods.provider, reference: paymentMethods.providerReference });
  return deleted;
}
