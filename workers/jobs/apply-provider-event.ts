import type { Transaction } from "../../db/database.ts";
import { isEventKnown, recordEvent, wakePayment, wakeRefund } from "../../db/queries/provider-events.ts";
import type { WorkItem } from "../../db/settlement/work-item.ts";
import type { ProviderEvent } from "../providers/payments/events.ts";
import type { PaymentProviderName } from "../providers/payments/provider.ts";
import { applyPayoutEvent } from "./money/apply-payout-event.ts";
import { applyDispute } from "./money/dispute.ts";
import { logJobFailure } from "./report.ts";
import type { WorkTools } from "./work-tools.ts";

/** What follows from an event within the transaction that writes it down. */
type Effect = (transaction: Transaction) => Promise<WorkItem[]>;

/**
 * Takes a provider's event in, once by its id. An event is a hint: all it does is to have its row looked at, and whoever
 * looks asks the provider how the thing stands now. So one that is late, double or out of order cannot matter, and one
 * that is lost costs time only.
 */
export async function applyProviderEvent(
  tools: WorkTools,
  provider: PaymentProviderName,
  event: ProviderEvent,
): Promise<void> {
  const name = { provider, eventId: event.id };
  if (await isEventKnown(tools.client.database, name)) return;
  const at = tools.now();
  const effect = await prepareEffect(tools, provider, { event, at });
  const items = await tools.client.transact(async (transaction) => {
    const isNew = await recordEvent(transaction, { ...name, type: event.type, at });
    return isNew ? effect(transaction) : [];
  });
  try {
    await tools.send(items);
  } catch (error) {
    // The event is taken in: its row says that it is due, and the next sweep finds it.
    logJobFailure("provider event", error, { provider, about: event.about });
  }
}

const nothingMore: Effect = () => Promise.resolve([]);

/** What asks the provider happens here, before the transaction: nothing outside is waited for with locks held. */
async function prepareEffect(
  tools: WorkTools,
  provider: PaymentProviderName,
  { event, at }: { readonly event: ProviderEvent; readonly at: Date },
): Promise<Effect> {
  switch (event.about) {
    case "charge": {
      const told = { provider, id: event.paymentId, reference: event.charge.reference, at };
      return (transaction) => wakePayment(transaction, told);
    }
    case "refund": {
      const told = { provider, id: event.refundId, reference: event.refund.reference, at };
      return (transaction) => wakeRefund(transaction, told);
    }
    case "payout":
    case "payout-account":
      // Does nothing twice: stopped behind it, the event comes again.
      await applyPayoutEvent(tools, provider, event);
      return nothingMore;
    case "dispute":
      // The same.
      await applyDispute(tools, { provider, dispute: event.dispute });
      return nothingMore;
    case "nothing":
      return nothingMore;
  }
}
