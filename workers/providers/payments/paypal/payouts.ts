import { mayBeForgotten } from "../key-window.ts";
import type { Payout, PayoutRequest, PayoutWait } from "../provider.ts";
import { ProviderUnavailable, waitForBalance } from "../provider.ts";
import { describeRefusedPayout, isRefusedReference } from "../refused-reference.ts";
import { toPaypalValue } from "./amounts.ts";
import type { PaypalClient } from "./client.ts";
import { batchSchema } from "./shapes.ts";
import type { Batch } from "./shapes.ts";

/** https://developer.paypal.com/docs/payouts: a batch's id is refused a second time for 30 days. */
const keyWindowMs = 30 * 24 * 3_600_000;

/** Whatever is not named is on its way: `UNCLAIMED` waits 30 days for its owner and is `RETURNED` then. */
const statuses: Readonly<Record<string, Payout["status"]>> = {
  SUCCESS: "paid",
  FAILED: "failed",
  RETURNED: "failed",
  BLOCKED: "failed",
  REFUNDED: "failed",
  REVERSED: "failed",
  DENIED: "failed",
  CANCELED: "failed",
};

export function describeItem(item: {
  readonly payout_batch_id: string;
  readonly transaction_status?: string | undefined;
  readonly errors?: { readonly name?: string | undefined } | undefined;
}): Payout {
  const { transaction_status: word = "PENDING", errors } = item;
  const status = statuses[word] ?? "in_transit";
  return {
    reference: item.payout_batch_id,
    status,
    failure: status === "failed" ? (errors?.name ?? word).toLowerCase() : null,
  };
}

/** A batch of ours has one item. One that was denied as a whole never came so far as its item. */
function describeBatch({ batch_header: header, items }: Batch): Payout {
  const word = header.batch_status === "DENIED" ? "DENIED" : items[0]?.transaction_status;
  return describeItem({
    payout_batch_id: header.payout_batch_id,
    transaction_status: word,
    errors: items[0]?.errors,
  });
}

export async function payOut(client: PaypalClient, request: PayoutRequest): Promise<Payout | PayoutWait> {
  if (mayBeForgotten(request.payoutId, client.now(), keyWindowMs))
    throw new ProviderUnavailable("this payout is older than PayPal remembers");
  const value = toPaypalValue(request.amountMinor, request.currency);
  if (value === undefined) return describeRefusedPayout(request.payoutId, "amount");
  const asked = await client.ask(batchSchema, {
    line: "POST /v1/payments/payouts",
    key: request.key,
    body: {
      sender_batch_header: { sender_batch_id: request.payoutId, recipient_type: "EMAIL" },
      items: [
        {
          recipient_type: "EMAIL",
          receiver: request.accountReference,
          amount: { currency: request.currency, value },
          sender_item_id: request.payoutId,
        },
      ],
    },
  });
  if (asked.ok) return describeBatch(asked.value);
  const { issue, links } = asked.refusal;
  // A second batch of the same id is refused with the way to the first one.
  const earlier = links
    .map(({ href }) => /\/v1\/payments\/payouts\/([\w-]+)$/u.exec(href)?.[1])
    .find(Boolean);
  const standing = earlier === undefined ? undefined : await findPayout(client, earlier);
  if (standing !== undefined) return standing;
  if (issue === "INSUFFICIENT_FUNDS") return waitForBalance;
  if (issue === "USER_BUSINESS_ERROR") throw new ProviderUnavailable(`PayPal paid nothing out yet: ${issue}`);
  return describeRefusedPayout(request.payoutId, issue.toLowerCase());
}

export async function findPayout(client: PaypalClient, reference: string): Promise<Payout | undefined> {
  if (isRefusedReference(reference)) return { reference, status: "failed", failure: "refused" };
  const found = await client.ask(batchSchema, {
    line: `GET /v1/payments/payouts/${encodeURIComponent(reference)}`,
  });
  return found.ok ? describeBatch(found.value) : undefined;
}
