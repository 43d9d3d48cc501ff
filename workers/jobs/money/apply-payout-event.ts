import { setCanBePaid } from "../../../db/payouts/payout-accounts.ts";
import { findPayout, findPayoutByReference } from "../../../db/payouts/payouts.ts";
import type { ProviderEvent } from "../../providers/payments/events.ts";
import type { PaymentProviderName } from "../../providers/payments/provider.ts";
import type { PayoutTools } from "./run-payout.ts";
import { runPayout } from "./run-payout.ts";

type PayoutEvent = Extract<ProviderEvent, { about: "payout" } | { about: "payout-account" }>;

/**
 * Takes in what a provider told of payouts and of the accounts they go to. Events come late, twice and in any order, so
 * each only says what to ask after; one about nothing of ours changes nothing.
 */
export async function applyPayoutEvent(
  tools: PayoutTools,
  provider: PaymentProviderName,
  event: PayoutEvent,
): Promise<void> {
  const { database } = tools.client;
  if (event.about === "payout-account") {
    const { reference } = event;
    const account = await (await tools.getProvider(provider)).findPayoutAccount(reference);
    if (account !== undefined)
      await setCanBePaid(database, { provider, reference, canBePaid: account.canBePaid });
    return;
  }
  const { payoutId, payout } = event;
  const known =
    payoutId === null
      ? await findPayoutByReference(database, { provider, reference: payout.reference })
      : await findPayout(database, payoutId);
  if (known?.provider === provider) await runPayout(tools, known.id);
}
