import { openDispute, resolveDispute, sayInDispute } from "../../contract/http/disputes.ts";
import { cancelOrder, deliverOrder, refundOrder, shipOrder } from "../../contract/http/orders.ts";
import type { Order } from "../../contract/http/orders.ts";
import { answerReview, writeReview } from "../../contract/http/reviews.ts";
import { unreachable } from "../../domain/result.ts";
import type { Person } from "./person.ts";
import type { Fate } from "./purchases.ts";

interface Parties {
  readonly admin: Person;
  readonly seller: Person;
  readonly buyer: Person;
  readonly order: Order;
}

/** Leads a paid order to where it is to be, by what its parties and the house can do. */
export async function meetFate(fate: Fate, parties: Parties): Promise<void> {
  const { seller, buyer, order } = parties;
  const params = { id: order.id };
  switch (fate.type) {
    case "paid":
      return;
    case "cancelled":
      await seller.api.call(cancelOrder, {
        params,
        body: { reason: "Sold over the counter an hour before. Sorry!" },
      });
      return;
    case "refunded":
      await seller.api.call(refundOrder, { params, body: { note: "Of course. It was the wrong size." } });
      return;
    case "shipped":
      await ship(parties);
      return;
    case "delivered":
      await deliver(parties);
      return;
    case "part-refunded": {
      await deliver(parties);
      const amountMinor = Math.floor((order.priceMinor * fate.shareOfTen) / 10);
      await seller.api.call(refundOrder, {
        params,
        body: { amountMinor, reason: "damaged", note: fate.note },
      });
      return;
    }
    case "reviewed": {
      await deliver(parties);
      await buyer.api.call(writeReview, { params, body: { rating: fate.rating, text: fate.text } });
      if (fate.answer !== undefined)
        await seller.api.call(answerReview, { params, body: { text: fate.answer } });
      return;
    }
    case "disputed":
      await deliver(parties);
      await argue(fate, parties);
      return;
    default:
      unreachable(fate);
  }
}

async function ship({ seller, order }: Parties): Promise<void> {
  const trackingNumber = `JD0146${order.id.replaceAll(/\D/gu, "").slice(-8).padStart(8, "0")}`;
  const body = { carrier: "DHL", trackingNumber };
  await seller.api.call(shipOrder, { params: { id: order.id }, body });
}

async function deliver(parties: Parties): Promise<void> {
  await ship(parties);
  await parties.buyer.api.call(deliverOrder, { params: { id: parties.order.id }, body: {} });
}

async function argue(fate: Extract<Fate, { type: "disputed" }>, parties: Parties): Promise<void> {
  const { admin, seller, buyer, order } = parties;
  const params = { id: order.id };
  const { reason, message, answer, resolution } = fate;
  await buyer.api.call(openDispute, { params, body: { reason, message } });
  await seller.api.call(sayInDispute, { params, body: { message: answer } });
  if (resolution !== undefined)
    await admin.api.call(resolveDispute, { params, body: { outcome: "seller", resolution } });
}
