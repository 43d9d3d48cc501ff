import { z } from "../../contract/zod.ts";
import { openDatabase } from "../../db/client.ts";
import type { DatabaseClient } from "../../db/database.ts";
import { getSettings } from "../env.ts";
import { bringUpToDate } from "./project-room.ts";
import { logJobFailure } from "./report.ts";

const nudgeSchema = z.object({ auctionId: z.uuid() });

/** The first wait of a message that failed; it doubles with every attempt. */
const RETRY_SECONDS = 2;
const RETRY_SECONDS_MAX = 60;

/**
 * The nudges of rooms (rule J2). Each room is looked at once however many of its nudges the batch holds, and each message
 * is answered for itself: one room that cannot be projected takes none of the others with it. A message that runs out
 * of retries is no loss, as the room's alarm nudges again for as long as its cursor stands still.
 */
export async function handleNudges(batch: MessageBatch, env: Cloudflare.Env): Promise<void> {
  const { DATABASE_URL, DATABASE_BRIDGE } = getSettings(env);
  const client = openDatabase({ connectionString: DATABASE_URL, bridge: DATABASE_BRIDGE });
  try {
    for (const [auctionId, messages] of groupByRoom(batch))
      await handleRoom({ env, client, auctionId, messages });
  } finally {
    await client.close();
  }
}

function groupByRoom(batch: MessageBatch): Map<string, Message[]> {
  const rooms = new Map<string, Message[]>();
  for (const message of batch.messages) {
    const parsed = nudgeSchema.safeParse(message.body);
    if (parsed.success) {
      const { auctionId } = parsed.data;
      rooms.set(auctionId, [...(rooms.get(auctionId) ?? []), message]);
      continue;
    }
    // Nothing will ever make sense of it.
    logJobFailure("nudge", parsed.error, { messageId: message.id });
    message.ack();
  }
  return rooms;
}

interface RoomWork {
  readonly env: Cloudflare.Env;
  readonly client: DatabaseClient;
  readonly auctionId: string;
  readonly messages: readonly Message[];
}

async function handleRoom({ env, client, auctionId, messages }: RoomWork): Promise<void> {
  try {
    const isDone = await bringUpToDate(env, client, auctionId);
    if (!isDone) await env.ROOM_NUDGES.send({ auctionId });
    for (const message of messages) message.ack();
  } catch (error) {
    logJobFailure("projection", error, { auctionId });
    for (const message of messages) {
      const delaySeconds = Math.min(RETRY_SECONDS * 2 ** (message.attempts - 1), RETRY_SECONDS_MAX);
      message.retry({ delaySeconds });
    }
  }
}
