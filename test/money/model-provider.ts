import { isDeepStrictEqual } from "node:util";
import type { BankNews } from "../../durable-objects/test-bank/rpc.ts";
import type {
  Charge,
  ChargeRequest,
  PaymentProvider,
  Refund,
  RefundRequest,
} from "../../workers/providers/payments/provider.ts";
import { ProviderUnavailable } from "../../workers/providers/payments/provider.ts";
import type { SeededRandom } from "../sim/seeded-random.ts";

/** A charge as the provider has it, beside what it was asked with. */
export interface ModelCharge {
  readonly request: ChargeRequest;
  charge: Charge;
}
export interface ModelRefund {
  readonly request: RefundRequest;
  refund: Refund;
}

/** What may go wrong between the product and its provider: an answer that never comes, before or after it was meant. */
export type Fault = () => void;

/**
 * A provider in memory whose whole behaviour hangs on a seed. It keeps Stripe's promises and no more: the same key is the
 * same charge, a key with other parameters is an error, and nothing that has succeeded can be cancelled.
 */
export class ModelProvider {
  readonly charges = new Map<string, ModelCharge>();
  readonly refunds = new Map<string, ModelRefund>();
  readonly #random: SeededRandom;
  readonly #fault: Fault;
  readonly #forgetsKeys: boolean;

  constructor(
    random: SeededRandom,
    { fault, forgetsKeys = false }: { readonly fault: Fault; readonly forgetsKeys?: boolean | undefined },
  ) {
    this.#random = random;
    this.#fault = fault;
    this.#forgetsKeys = forgetsKeys;
  }

  /** The part of a provider that settlement talks to. */
  readonly provider: Pick<
    PaymentProvider,
    "charge" | "findCharge" | "cancelCharge" | "refund" | "findRefund"
  > = {
    charge: async (request) => {
      this.#fault();
      const reference = `charge ${request.key}${this.#forgetsKeys ? ` ${this.charges.size}` : ""}`;
      const known = this.charges.get(reference);
      if (known !== undefined && !isDeepStrictEqual(known.request, request))
        throw new Error("the key was used for another charge");
      if (known === undefined) this.charges.set(reference, { request, charge: this.#decide(reference) });
      this.#fault();
      return this.#read(reference);
    },
    findCharge: async (reference) => {
      this.#fault();
      return this.charges.get(reference)?.charge;
    },
    cancelCharge: async (reference) => {
      this.#fault();
      const known = this.charges.get(reference);
      if (known !== undefined && isOpen(known.charge)) this.#set(known, "canceled");
      this.#fault();
      return this.#read(reference);
    },
    refund: async (request) => {
      this.#fault();
      const reference = `refund ${request.key}`;
      if (!this.refunds.has(reference)) {
        const status = this.#random.pick(["succeeded", "succeeded", "pending", "failed"] as const);
        this.refunds.set(reference, { request, refund: { reference, status } });
      }
      this.#fault();
      return this.#readRefund(reference);
    },
    findRefund: async (reference) => {
      this.#fault();
      return this.refunds.get(reference)?.refund;
    },
  };

  /** Something at the provider goes on by itself: what it would tell of it. Null: nothing does. */
  advance(): BankNews | null {
    // Who is asked by their bank may leave it at that.
    const open = [...this.charges.values()].filter(
      ({ charge: { status } }) =>
        status === "processing" || (status === "requires_action" && this.#random.chance(20)),
    );
    const waiting = [...this.refunds.values()].filter(({ refund }) => refund.status === "pending");
    if (open.length > 0 && (waiting.length === 0 || this.#random.chance(60))) {
      const one = this.#random.pick(open);
      this.#set(one, this.#random.pick(["succeeded", "succeeded", "failed"] as const));
      return tellCharge(one);
    }
    if (waiting.length === 0) return null;
    const one = this.#random.pick(waiting);
    one.refund = { ...one.refund, status: this.#random.pick(["succeeded", "failed"] as const) };
    return tellRefund(one);
  }

  /** What somebody might make up: that a charge went through, or that its bank took it back for good. */
  lie(): BankNews | null {
    if (this.charges.size === 0) return null;
    const { request, charge } = this.#random.pick([...this.charges.values()]);
    if (this.#random.chance(50))
      return tellCharge({ request, charge: makeCharge(charge.reference, "succeeded") });
    return {
      about: "dispute",
      dispute: {
        reference: `made up of ${charge.reference}`,
        charge: charge.reference,
        amountMinor: request.amountMinor,
        feeMinor: 0,
        reason: "fraudulent",
        status: "lost",
        evidenceDueAtMs: null,
      },
    };
  }

  #decide(reference: string): Charge {
    const status = this.#random.pick([
      "succeeded",
      "succeeded",
      "succeeded",
      "processing",
      "requires_action",
      "failed",
    ] as const);
    const known = { request: {} as ChargeRequest, charge: makeCharge(reference, "processing") };
    this.#set(known, status);
    return known.charge;
  }

  #set(known: ModelCharge, status: Charge["status"]): void {
    known.charge = makeCharge(known.charge.reference, status);
  }

  #read(reference: string): Charge {
    const known = this.charges.get(reference);
    if (known === undefined) throw new ProviderUnavailable("no such charge");
    return known.charge;
  }

  #readRefund(reference: string): Refund {
    const known = this.refunds.get(reference);
    if (known === undefined) throw new ProviderUnavailable("no such refund");
    return known.refund;
  }
}

const isOpen = ({ status }: Charge): boolean => status === "processing" || status === "requires_action";

const tellCharge = ({ request, charge }: ModelCharge): BankNews => ({
  about: "charge",
  charge: {
    ...charge,
    paymentId: request.paymentId,
    failure: charge.failure === "declined" || charge.failure === "canceled" ? charge.failure : null,
    approvalToken: charge.action === null ? null : "token",
  },
});

const tellRefund = ({ request, refund }: ModelRefund): BankNews => ({
  about: "refund",
  refund: { ...refund, refundId: request.refundId },
});

const makeCharge = (reference: string, status: Charge["status"]): Charge => ({
  reference,
  status,
  feeMinor: status === "succeeded" ? 59 : null,
  failure: status === "failed" ? "declined" : status === "canceled" ? "canceled" : null,
  action: status === "requires_action" ? { type: "redirect", url: "https://bank.example" } : null,
});
