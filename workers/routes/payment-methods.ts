import {
  createPaymentMethod,
  deletePaymentMethod,
  listPaymentMethods,
  setUpPayment,
} from "../../contract/http/payment-methods.ts";
import type { PaymentMethod } from "../../contract/http/payment-methods.ts";
import * as queries from "../../db/queries/payment-methods.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { requireRateBySubject } from "../middleware/rate-limit.ts";
import type { CardRefusal } from "../providers/payments/provider.ts";
import { testPayments } from "../providers/payments/test-payments.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { requirePage } from "./page.ts";

const toPaymentMethod = (row: queries.PaymentMethod): PaymentMethod => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
});

const refusalMessages: Record<CardRefusal, string> = {
  declined: "The card was declined. Try another one.",
  insufficient_funds: "The card was declined: there is not enough on it. Try another one.",
  expired: "The card has expired. Try another one.",
  setup_unfinished: "The card was not handed over yet.",
  unknown_card: "This is not a test card, and no other card is taken here.",
};

export function mountPaymentMethods(parts: Interface): void {
  mount(parts, setUpPayment, async (context) => {
    const { userId } = requireSignedIn(context);
    const setup = await testPayments.beginSetup({
      userId,
      email: "",
      customerReference: null,
      returnUrl: "",
      now: new Date(),
    });
    return {
      data: {
        ...setup,
        testCards: [...(setup.testCards ?? [])],
        provider: testPayments.name,
        expiresAt: setup.expiresAt.toISOString(),
      },
    };
  });
  mount(parts, listPaymentMethods, async (context, { query }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    return requirePage(await queries.listPaymentMethods(database, userId, query), toPaymentMethod);
  });
  mount(parts, createPaymentMethod, async (context, { body }) => {
    const { userId } = requireSignedIn(context);
    // Whoever tries stolen cards tries many.
    await requireRateBySubject(context, "cardByUser", userId);
    const { cardNumber: number, expiryMonth, expiryYear, isDefault = false } = body;
    const held = await testPayments.finishSetup({
      setupToken: body.setupToken ?? "",
      userId,
      card: { number, expiryMonth, expiryYear },
      now: new Date(),
    });
    if (!held.ok) {
      throw new Problem("card_declined", refusalMessages[held.refusal], {
        details: { reason: held.refusal },
      });
    }
    const { reference, brand, last4 } = held.value;
    const created = await queries.createPaymentMethod(context.get("postgres").database, {
      userId,
      provider: testPayments.name,
      providerReference: reference,
      status: "verified",
      brand,
      last4,
      expiryMonth,
      expiryYear,
      chooseAsDefault: isDefault,
    });
    return { data: toPaymentMethod(created) };
  });
  mount(parts, deletePaymentMethod, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    if (await queries.deletePaymentMethod(database, { userId, paymentMethodId: params.id }))
      return { data: null };
    throw notFound("payment method");
  });
}
