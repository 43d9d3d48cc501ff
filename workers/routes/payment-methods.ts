import {
  createPaymentMethod,
  deletePaymentMethod,
  listPaymentMethods,
  setUpPayment,
} from "../../contract/http/payment-methods.ts";
import type { PaymentMethod } from "../../contract/http/payment-methods.ts";
import * as queries from "../../db/queries/payment-methods.ts";
import type { AppContext } from "../environment.ts";
import { refreshTerms } from "../jobs/refresh-terms.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { describeError, logError } from "../middleware/log.ts";
import { requireFound } from "../middleware/ownership.ts";
import { Problem, invalid } from "../middleware/problem.ts";
import { requireRateBySubject } from "../middleware/rate-limit.ts";
import type { CardInput, CardRefusal, PaymentProvider } from "../providers/payments/provider.ts";
import { createPaymentProviders } from "../providers/payments/providers.ts";
import type { InputOf, Interface } from "./mount.ts";
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
  setup_unfinished: "The card was not handed over, or too long ago. Begin again.",
  unknown_card: "This is not a test card, and no other card is taken here.",
};

const getProviders = (context: AppContext) =>
  createPaymentProviders({ env: context.env, settings: context.get("settings") });

export function mountPaymentMethods(parts: Interface): void {
  mount(parts, setUpPayment, async (context) => {
    const { userId } = requireSignedIn(context);
    const provider = await getProviders(context).current();
    const { testCards, expiresAt, ...setup } = await beginSetup(context, provider, userId);
    return {
      data: {
        ...setup,
        provider: provider.name,
        expiresAt: expiresAt.toISOString(),
        ...(testCards === undefined ? {} : { testCards: [...testCards] }),
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
    const provider = await getProviders(context).current();
    const card = readCard(body, provider);
    // Nobody else sees a test card, so a client of the test provider may spare itself the first request.
    const setupToken =
      body.setupToken ?? (card === null ? "" : (await beginSetup(context, provider, userId)).setupToken);
    const held = await provider.finishSetup({ setupToken, userId, card, now: new Date() });
    if (!held.ok) {
      throw new Problem("card_declined", refusalMessages[held.refusal], {
        details: { reason: held.refusal },
      });
    }
    const { reference: providerReference, ...shown } = held.value;
    const created = await queries.createPaymentMethod(context.get("postgres").database, {
      ...shown,
      userId,
      provider: provider.name,
      providerReference,
      status: "verified",
      chooseAsDefault: body.isDefault ?? false,
    });
    await tellRooms(context, userId);
    return { data: toPaymentMethod(created) };
  });
  mount(parts, deletePaymentMethod, async (context, { params }) => {
    const { userId } = requireSignedIn(context);
    const { database } = context.get("postgres");
    const method = { userId, paymentMethodId: params.id };
    const deleted = requireFound(await queries.deletePaymentMethod(database, method), "payment method");
    context.executionCtx.waitUntil(detach(context, deleted));
    await tellRooms(context, userId);
    return { data: null };
  });
}

/** Who has nothing to pay with bids no more, in rooms they entered too (rule B1); with a card again they do. */
const tellRooms = (context: AppContext, userId: string): Promise<void> =>
  refreshTerms(context.env, context.get("postgres").database, { userId, at: new Date(), tellsAlways: true });

async function beginSetup(context: AppContext, provider: PaymentProvider, userId: string) {
  const { database } = context.get("postgres");
  const { ORIGIN } = context.get("settings");
  const payer = await queries.readPayer(database, { userId, provider: provider.name });
  return provider.beginSetup({ ...payer, userId, returnUrl: `${ORIGIN}/account/payment`, now: new Date() });
}

/** The card of a request, for the test provider alone: a real number must not come this way, and is not looked at. */
function readCard(
  { cardNumber: number, expiryMonth, expiryYear }: InputOf<typeof createPaymentMethod>["body"],
  provider: PaymentProvider,
): CardInput | null {
  const fields = { cardNumber: number, expiryMonth, expiryYear };
  const given = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length === 0) return null;
  if (provider.name !== "test") {
    throw invalid(given[0] ?? "", "not_taken", "goes to the provider itself and never through here");
  }
  if (number === undefined) throw invalid("cardNumber", "missing", "is missing");
  if (expiryMonth === undefined) throw invalid("expiryMonth", "missing", "is missing");
  if (expiryYear === undefined) throw invalid("expiryYear", "missing", "is missing");
  return { number, expiryMonth, expiryYear };
}

/**
 * Lets the provider forget a method that is already gone here: nothing charges it again, so whether the provider can be
 * reached just now is not its owner's concern.
 */
async function detach(
  context: AppContext,
  { provider: name, reference }: NonNullable<Awaited<ReturnType<typeof queries.deletePaymentMethod>>>,
): Promise<void> {
  try {
    const provider = await getProviders(context).find(name);
    await provider?.detach(reference);
  } catch (error) {
    logError({
      job: "detach",
      provider: name,
      error: error instanceof Error ? describeError(error) : String(error),
    });
  }
}
