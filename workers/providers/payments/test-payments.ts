import { testCards } from "../../../durable-objects/test-bank/cards.ts";
import { testBankName } from "../../../durable-objects/test-bank/rpc.ts";
import type { BankAnswer, TestBankRpc } from "../../../durable-objects/test-bank/rpc.ts";
import type { TestBank } from "../../../durable-objects/test-bank/test-bank.ts";
import { accept, must, refuse } from "../../../domain/result.ts";
import { ProviderUnavailable } from "./provider.ts";
import type { PaymentProvider } from "./provider.ts";
import { readTestWebhook } from "./test-webhook.ts";
import { cardRefusals, testBankPaths, toCharge, toPayout, toRefund } from "./test-words.ts";

interface TestPaymentsParts {
  readonly namespace: DurableObjectNamespace<TestBank>;
  /** Where buyers and sellers find the bank's pages. */
  readonly origin: string;
  readonly webhookKey: string;
}

export const getTestBank = (namespace: DurableObjectNamespace<TestBank>): TestBankRpc =>
  namespace.get(namespace.idFromName(testBankName));

/** A key that was used for something else is our own bug, and no retry would mend it. */
function requireAnswer<Value>(answer: BankAnswer<Value>): Value {
  if (answer.ok) return answer.value;
  throw new Error(`the test bank refused a key: ${answer.refusal}`);
}

/**
 * The built-in provider, for development and tests: a bank in an object (durable-objects/test-bank) that knows its test
 * numbers, refuses every other and moves no money. docs/payments.md lists its cards.
 */
export function createTestPayments({ namespace, origin, webhookKey }: TestPaymentsParts): PaymentProvider {
  const ask = async <Answer>(question: (bank: TestBankRpc) => Promise<Answer>): Promise<Answer> => {
    try {
      return await question(getTestBank(namespace));
    } catch (cause) {
      throw new ProviderUnavailable("the test bank did not answer", { cause });
    }
  };
  return {
    name: "test",
    beginSetup: async ({ userId }) => {
      const { token, expiresAtMs } = await ask((bank) => bank.beginSetup(userId));
      return {
        setupToken: token,
        expiresAt: new Date(expiresAtMs),
        testCards: Object.entries(testCards).map(([number, { outcome }]) => ({ number, outcome })),
      };
    },
    finishSetup: async ({ setupToken, userId, card }) => {
      if (card === null) return refuse("setup_unfinished");
      const held = await ask((bank) => bank.finishSetup({ token: setupToken, userId, card }));
      if (!held.ok) return refuse(cardRefusals[held.refusal]);
      const { customer: customerReference, ...method } = held.value;
      return accept({ ...method, customerReference });
    },
    detach: (reference) => ask((bank) => bank.detach(reference)),

    charge: async ({ method, ...request }) => {
      const { key, paymentId, orderId, amountMinor, currency, returnUrl, description } = request;
      const sum = { amountMinor, currency, returnUrl, description };
      const order = {
        ...sum,
        key,
        paymentId,
        orderId,
        method: method.reference,
        customer: method.customerReference,
      };
      return toCharge(requireAnswer(await ask((bank) => bank.charge(order))), origin);
    },
    findCharge: async (reference) => {
      const charge = await ask((bank) => bank.findCharge(reference));
      return charge === undefined ? undefined : toCharge(charge, origin);
    },
    cancelCharge: async (reference) => {
      const charge = await ask((bank) => bank.cancelCharge(reference));
      return toCharge(must(charge, "only a charge of the bank's is given up"), origin);
    },
    refund: async ({ chargeReference: charge, ...request }) =>
      toRefund(requireAnswer(await ask((bank) => bank.refund({ ...request, charge })))),
    findRefund: async (reference) => {
      const refund = await ask((bank) => bank.findRefund(reference));
      return refund === undefined ? undefined : toRefund(refund);
    },

    openPayoutAccount: async ({ key, userId, country }) =>
      requireAnswer(await ask((bank) => bank.openAccount({ key, userId, country }))),
    makeOnboardingUrl: async ({ reference, returnUrl }) => {
      const token = await ask((bank) => bank.beginOnboarding({ reference, returnUrl }));
      return `${origin}${testBankPaths.onboarding}/${must(token, "only an account of the bank's is onboarded")}`;
    },
    findPayoutAccount: async (reference) => ask((bank) => bank.findAccount(reference)),
    payOut: async ({ accountReference: account, ...request }) =>
      toPayout(requireAnswer(await ask((bank) => bank.payOut({ ...request, account })))),
    findPayout: async (reference) => {
      const payout = await ask((bank) => bank.findPayout(reference));
      return payout === undefined ? undefined : toPayout(payout);
    },

    submitDisputeEvidence: async ({ disputeReference, text, document }) => {
      const { name: documentName, bytes } = document;
      const evidence = { text, documentName, documentBytes: bytes.length };
      const answer = await ask((bank) => bank.submitEvidence(disputeReference, evidence));
      return must(answer, "only a dispute of the bank's is answered") === "taken" ? "submitted" : "closed";
    },

    readWebhook: (webhook) => Promise.resolve(readTestWebhook(webhook, { key: webhookKey, origin })),
  };
}
