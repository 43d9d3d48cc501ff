import { z } from "../../contract/zod.ts";
import { openDatabase } from "../../db/client.ts";
import type { DatabaseClient } from "../../db/database.ts";
import { listDueWork, postponeWork } from "../../db/settlement/due.ts";
import { type WorkItem, type WorkKind, workKinds } from "../../db/settlement/work-item.ts";
import { getSettings } from "../env.ts";
import { lookAtDispute } from "./money/look-at-dispute.ts";
import { sendAccountNotice } from "./send-account-notice.ts";
import { runPayment } from "./money/run-payment.ts";
import { runPayout } from "./money/run-payout.ts";
import { runRefund } from "./money/run-refund.ts";
import { sendNotice } from "./money/send-notice.ts";
import { settleOrder } from "./money/settle-order.ts";
import { logJobFailure } from "./report.ts";
import { type WorkTools, makeWorkTools, sendWork } from "./work-tools.ts";

/**
 * Looks at a row and does what is due for it, if anything: asks the provider outside of any transaction with the row's
 * own key, then takes the answer in in one. Stopped anywhere, the next look leads to the same end.
 */
type Handle = (tools: WorkTools, id: string) => Promise<void>;

const handlers: Record<WorkKind, Handle> = {
  order: settleOrder,
  payment: runPayment,
  refund: runRefund,
  payout: runPayout,
  dispute: lookAtDispute,
  notice: sendNotice,
  "account-notice": sendAccountNotice,
};

const workItem = z.object({ kind: z.enum(workKinds), id: z.uuid() });

/** Does one item's work; one that fails is put off in its row, so that it is tried again whatever becomes of its message. */
export async function doWork(tools: WorkTools, item: WorkItem): Promise<void> {
  try {
    await handlers[item.kind](tools, item.id);
  } catch (error) {
    logJobFailure("work", error, { ...item });
    await postponeWork(tools.client.database, item, tools.now());
  }
}

export async function handleWork(batch: MessageBatch, env: Cloudflare.Env): Promise<void> {
  const { DATABASE_URL, DATABASE_BRIDGE } = getSettings(env);
  const client = openDatabase({ connectionString: DATABASE_URL, bridge: DATABASE_BRIDGE });
  const tools = makeWorkTools(env, client);
  try {
    for (const message of batch.messages) await handleMessage(tools, message);
  } finally {
    await client.close();
  }
}

const retrySeconds = 5;

async function handleMessage(tools: WorkTools, message: Message): Promise<void> {
  const item = workItem.safeParse(message.body);
  try {
    if (item.success) await doWork(tools, item.data);
    else logJobFailure("work", item.error, { messageId: message.id });
    message.ack();
  } catch (error) {
    // Postgres is away: not even the row can be put off.
    logJobFailure("work", error, { messageId: message.id });
    message.retry({ delaySeconds: retrySeconds * 2 ** (message.attempts - 1) });
  }
}

/** Every minute: whatever is due and was not told, or was told and got lost. */
export async function sendDueWork(env: Cloudflare.Env, client: DatabaseClient, at: Date): Promise<void> {
  try {
    await sendWork(env, await listDueWork(client.database, at));
  } catch (error) {
    logJobFailure("due work", error);
  }
}
