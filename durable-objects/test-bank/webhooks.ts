import { v7 as makeUuid } from "uuid";
import { lateWebhookMs, nextStepMs } from "./cards.ts";
import type { TestCard } from "./cards.ts";
import type { BankNews } from "./rpc.ts";
import { signWebhook, signatureHeader } from "./signature.ts";

const retryFirstMs = 5_000;
const retryMaxMs = 3_600_000;
/** After three days nobody is told any more, as with other banks. */
const lifeMs = 3 * 86_400_000;
/** More wait for the next alarm, so that one alarm stays short. */
const batchSize = 20;

/** Hands a signed webhook to the product and brings its answer back. */
export type Post = (webhook: { readonly body: string; readonly headers: Headers }) => Promise<Response>;

export interface Webhooks {
  readonly add: (
    type: string,
    news: BankNews,
    options: { nowMs: number; habit: TestCard["webhooks"] },
  ) => void;
  readonly sendDue: (nowMs: number, post: Post) => Promise<void>;
}

type WebhookRow = { number: number; body: string; made_at_ms: number; attempts: number };

/**
 * What the bank has to tell, kept until it was heard: sent again, later and later, until an answer says 2xx. How a card's
 * webhooks misbehave is made here, when they are added, so that sending them is the same for all.
 */
export function createWebhooks(sql: SqlStorage, key: string): Webhooks {
  const insert = (body: string, nowMs: number, dueAtMs: number): void => {
    sql.exec("INSERT INTO webhooks (body, made_at_ms, due_at_ms) VALUES (?, ?, ?)", body, nowMs, dueAtMs);
  };
  const send = async (row: WebhookRow, nowMs: number, post: Post): Promise<void> => {
    // Signed anew at each try: an old time would be refused.
    const headers = new Headers({
      "Content-Type": "application/json",
      [signatureHeader]: signWebhook(key, Date.now(), row.body),
    });
    if (await isHeard(post, { body: row.body, headers })) {
      sql.exec("DELETE FROM webhooks WHERE number = ?", row.number);
      return;
    }
    const waitMs = Math.min(retryFirstMs * 2 ** Math.min(row.attempts, 20), retryMaxMs);
    if (nowMs + waitMs > row.made_at_ms + lifeMs)
      sql.exec("DELETE FROM webhooks WHERE number = ?", row.number);
    else
      sql.exec(
        "UPDATE webhooks SET attempts = attempts + 1, due_at_ms = ? WHERE number = ?",
        nowMs + waitMs,
        row.number,
      );
  };
  return {
    add: (type, news, { nowMs, habit }) => {
      const body = JSON.stringify({ id: `test_event_${makeUuid()}`, type, createdAtMs: nowMs, data: news });
      // Out of order: what happened first is told last.
      const isHeldBack = habit === "reordered" && type === "charge.processing";
      const waitMs = habit === "late" ? lateWebhookMs : isHeldBack ? nextStepMs : 0;
      insert(body, nowMs, nowMs + waitMs);
      if (habit === "twice") insert(body, nowMs, nowMs + waitMs);
    },
    sendDue: async (nowMs, post) => {
      const due = sql
        .exec<WebhookRow>(
          "SELECT number, body, made_at_ms, attempts FROM webhooks WHERE due_at_ms <= ? ORDER BY due_at_ms, number LIMIT ?",
          nowMs,
          batchSize,
        )
        .toArray();
      await Promise.all(due.map((row) => send(row, nowMs, post)));
    },
  };
}

async function isHeard(post: Post, webhook: Parameters<Post>[0]): Promise<boolean> {
  try {
    const answer = await post(webhook);
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
