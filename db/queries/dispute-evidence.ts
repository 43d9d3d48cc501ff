import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "../database.ts";
import { chatMessages } from "../schema/chat-messages.ts";
import { payments } from "../schema/payments.ts";
import { refunds } from "../schema/refunds.ts";
import { registrations } from "../schema/registrations.ts";
import { auctionFacts, roomProjections } from "../schema/room-log.ts";

/** Facts and lines of chat of one bundle; more are read where they are. */
const factsMax = 1_000;
const linesMax = 500;

interface EvidenceOf {
  readonly orderId: string;
  readonly auctionId: string;
  readonly lotId: string;
  readonly buyerId: string;
  readonly sellerId: string;
}

/** What the records say about an order, beside the order and its dispute: five statements, each read off an index. */
export async function readEvidence(database: Database, of: EvidenceOf) {
  const facts = await database
    .select({ fact: auctionFacts.fact })
    .from(auctionFacts)
    .where(and(eq(auctionFacts.auctionId, of.auctionId), eq(auctionFacts.lotId, of.lotId)))
    .orderBy(asc(auctionFacts.seq))
    .limit(factsMax);
  const [head] = await database
    .select({ seq: roomProjections.seq, hash: roomProjections.hash })
    .from(roomProjections)
    .where(eq(roomProjections.auctionId, of.auctionId));
  const [registration] = await database
    .select({ paddle: registrations.paddle })
    .from(registrations)
    .where(and(eq(registrations.auctionId, of.auctionId), eq(registrations.userId, of.buyerId)));
  const chat = await database
    .select({ senderId: chatMessages.senderId, text: chatMessages.text, at: chatMessages.at })
    .from(chatMessages)
    .where(
      and(
        eq(chatMessages.auctionId, of.auctionId),
        inArray(chatMessages.senderId, [of.buyerId, of.sellerId]),
        eq(chatMessages.type, "text"),
      ),
    )
    .orderBy(asc(chatMessages.at), asc(chatMessages.id))
    .limit(linesMax);
  return {
    facts: facts.map(({ fact }) => fact),
    head: head ?? null,
    buyerPaddle: registration?.paddle ?? null,
    chat,
    ...(await readMoney(database, of.orderId)),
  };
}

async function readMoney(database: Database, orderId: string) {
  const charged = await database
    .select({
      provider: payments.provider,
      reference: payments.providerReference,
      status: payments.status,
      amountMinor: payments.amountMinor,
      at: payments.createdAt,
    })
    .from(payments)
    .where(eq(payments.orderId, orderId))
    .orderBy(asc(payments.attempt));
  const returned = await database
    .select({
      amountMinor: refunds.amountMinor,
      reason: refunds.reason,
      status: refunds.status,
      at: refunds.createdAt,
    })
    .from(refunds)
    .where(eq(refunds.orderId, orderId))
    .orderBy(asc(refunds.createdAt), asc(refunds.id));
  return { payments: charged, refunds: returned };
}
