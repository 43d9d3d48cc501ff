import type {
  BankCharge,
  BankDispute,
  BankPayout,
  BankRefund,
  MethodRefusal,
} from "../../../durable-objects/test-bank/rpc.ts";
import type { ProviderDispute } from "./events.ts";
import type { CardRefusal, Charge, Payout, Refund } from "./provider.ts";

/** Where the bank's own pages are; the token behind it is all that protects one. */
export const testBankPaths = {
  approval: "/api/v1/payments/test/approvals",
  onboarding: "/api/v1/payments/test/onboardings",
} as const;

/** The test bank's words in those that all providers share. */
export const cardRefusals: Readonly<Record<MethodRefusal, CardRefusal>> = {
  declined: "declined",
  insufficient_funds: "insufficient_funds",
  expired: "expired",
  unknown_card: "unknown_card",
  setup_unknown: "setup_unfinished",
};

export function toCharge(charge: BankCharge, origin: string): Charge {
  const { reference, status, feeMinor, failure, approvalToken } = charge;
  const url = `${origin}${testBankPaths.approval}/${approvalToken ?? ""}`;
  return {
    reference,
    status,
    feeMinor,
    failure: failure === "unknown_method" ? "unknown" : failure,
    action: approvalToken === null ? null : { type: "redirect", url },
  };
}

export const toRefund = ({ reference, status }: BankRefund): Refund => ({ reference, status });

export const toPayout = ({ reference, status, failure }: BankPayout): Payout => ({
  reference,
  status,
  failure,
});

const disputeReasons: Readonly<Record<BankDispute["reason"], ProviderDispute["reason"]>> = {
  fraudulent: "unauthorised",
  product_not_received: "not-received",
};

export function toDispute({
  charge: chargeReference,
  evidenceDueAtMs,
  reason,
  ...dispute
}: BankDispute): ProviderDispute {
  const evidenceDueAt = evidenceDueAtMs === null ? null : new Date(evidenceDueAtMs);
  return { ...dispute, chargeReference, reason: disputeReasons[reason], evidenceDueAt };
}
