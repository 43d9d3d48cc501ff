import { and, eq, isNull, or } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "../database.ts";
import type { PaymentProvider } from "../schema/payment-methods.ts";
import { payments } from "../schema/payments.ts";
import { providerEvents } from "../schema/provider-events.ts";
import { refunds } from "../schema/refunds.ts";
import type { WorkItem } from "../settlement/work-item.ts";
import { hasId } from "./ids.ts";

interface EventName {
  readonly provider: PaymentProvider;
  readonly eventId: string;
}

const isEvent = ({ provider, eventId }: EventName) =>
  and(eq(providerEvents.provider, provider), eq(providerEvents.eventId, eventId));

/** Whether an event was taken in already. */
export async function isEventKnown(database: Database, event: EventName): Promise<boolean> {
  const rows = await database
    .select({ type: providerEvents.type })
    .from(providerEvents)
    .where(isEvent(event));
  return rows.length > 0;
}

/** Writes an event down, in the transaction of what it leads to; false when somebody did before (check 32). */
export async function recordEvent(
  transaction: Transaction,
  event: EventName & { readonly type: string; readonly at: Date },
): Promise<boolean> {
  const { at: receivedAt, ...row } = event;
  const { rowCount } = await transaction
    .insert(providerEvents)
    .values({ ...row, receivedAt })
    .onConflictDoNothing();
  return rowCount === 1;
}

/** What a provider told of: by our own id where it knows that, else by its own reference. */
interface Told {
  readonly provider: PaymentProvider;
  readonly id: string | null;
  readonly reference: string;
  readonly at: Date;
}

/** Our id alone is not enough once we know another reference of it: that charge is not the one we made. */
const isMeant = (columns: { id: PgColumn; reference: PgColumn }, { id, reference }: Told) =>
  id === null
    ? eq(columns.reference, reference)
    : and(hasId(columns.id, id), or(isNull(columns.reference), eq(columns.reference, reference)));

/** Has the payment looked at, now. Nothing when it is none of ours. */
export async function wakePayment(transaction: Transaction, told: Told): Promise<WorkItem[]> {
  const columns = { id: payments.id, reference: payments.providerReference };
  const rows = await transaction
    .update(payments)
    .set({ nextActionAt: told.at, actionAttempts: 0 })
    .where(and(eq(payments.provider, told.provider), isMeant(columns, told)))
    .returning({ id: payments.id });
  return rows.map(({ id }) => ({ kind: "payment", id }));
}

export async function wakeRefund(transaction: Transaction, told: Told): Promise<WorkItem[]> {
  const columns = { id: refunds.id, reference: refunds.providerReference };
  const rows = await transaction
    .update(refunds)
    .set({ nextActionAt: told.at, actionAttempts: 0 })
    .from(payments)
    .where(
      and(eq(payments.id, refunds.paymentId), eq(payments.provider, told.provider), isMeant(columns, told)),
    )
    .returning({ id: refunds.id });
  return rows.map(({ id }) => ({ kind: "refund", id }));
}
