import { v7 as makeUuid } from "uuid";
import type { BankNews } from "../../durable-objects/test-bank/rpc.ts";
import { signWebhook, signatureHeader } from "../../durable-objects/test-bank/signature.ts";
import { must } from "../../domain/result.ts";
import { applyProviderEvent } from "../../workers/jobs/apply-provider-event.ts";
import type { WorkTools } from "../../workers/jobs/work-tools.ts";
import { readTestWebhook } from "../../workers/providers/payments/test-webhook.ts";
import type { SeededRandom } from "../sim/seeded-random.ts";

const origin = "https://blytz.example";
const key = "the key that the bank and the product share";
const minuteMs = 60_000;

/** What came over the line: the bytes of a webhook and what they are signed with. */
interface Delivery {
  readonly body: string;
  readonly signature: string | null;
}

type Forge = (nowMs: number) => Delivery;

/**
 * The line between a bank and the product: what is told waits here and arrives late, twice, in any order, signed as the
 * test bank signs and read as the product reads; and with it comes what others made up.
 */
export class WebhookLine {
  readonly #random: SeededRandom;
  readonly #tools: WorkTools;
  #waiting: string[] = [];
  #heard: string[] = [];
  readonly refusals = new Set<string>();

  constructor(random: SeededRandom, tools: WorkTools) {
    this.#random = random;
    this.#tools = tools;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** The bank tells something; as one event, however often it comes. */
  tell(news: BankNews): void {
    const body = this.#write(news);
    this.#waiting.push(...Array.from({ length: this.#random.int(1, 2) }, () => body));
  }

  /** One that waits arrives, or one that came before comes again. A crash on the way leaves it waiting, as for any bank. */
  async deliver(nowMs: number): Promise<void> {
    const isRepeat = this.#heard.length > 0 && this.#random.chance(20);
    const body = this.#random.pick(isRepeat || this.isEmpty ? this.#heard : this.#waiting);
    // Signed at the time it is sent, as by a bank that tries again.
    const event = this.#read({ body, signature: signWebhook(key, nowMs, body) }, nowMs);
    if (!event.ok) throw new Error(`a genuine webhook was refused: ${event.refusal}`);
    await applyProviderEvent(this.#tools, "test", event.value);
    const at = this.#waiting.indexOf(body);
    if (at !== -1) this.#waiting.splice(at, 1);
    this.#heard.push(body);
  }

  /** Somebody who has no key tells of money: nothing of it may be believed. */
  forge(news: BankNews, nowMs: number): void {
    const lie = this.#write(news);
    const old = this.#heard[0] ?? this.#write(news);
    const forges: Record<string, Forge> = {
      "with another key": () => ({ body: lie, signature: signWebhook("a guess", nowMs, lie) }),
      "with no key": () => ({ body: lie, signature: signWebhook("", nowMs, lie) }),
      "under a genuine one's signature": () => ({ body: lie, signature: signWebhook(key, nowMs, old) }),
      "at another time than was signed": () => {
        const signed = signWebhook(key, nowMs - 10 * minuteMs, old);
        return { body: old, signature: signed.replace(/^t=\d+/u, `t=${Math.floor(nowMs / 1_000)}`) };
      },
      "as a recording of a while ago": () => ({
        body: old,
        signature: signWebhook(key, nowMs - 6 * minuteMs, old),
      }),
      unsigned: () => ({ body: lie, signature: null }),
    };
    const name = this.#random.pick(Object.keys(forges));
    const read = this.#read(must(forges[name], "one of them was picked")(nowMs), nowMs);
    if (read.ok) throw new Error(`a forged webhook was believed: ${name}`);
    this.refusals.add(read.refusal);
  }

  #read({ body, signature }: Delivery, nowMs: number): ReturnType<typeof readTestWebhook> {
    const headers = new Headers(signature === null ? {} : { [signatureHeader]: signature });
    return readTestWebhook({ body, headers, nowMs }, { key, origin });
  }

  #write(data: BankNews): string {
    return JSON.stringify({ id: `test_event_${makeUuid()}`, type: `${data.about}.changed`, data });
  }
}
