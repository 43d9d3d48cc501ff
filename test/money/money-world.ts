import type pg from "pg";
import type { DatabaseClient } from "../../db/database.ts";
import { releaseDue } from "../../workers/jobs/money/release-due.ts";
import { runPayment } from "../../workers/jobs/money/run-payment.ts";
import { runRefund } from "../../workers/jobs/money/run-refund.ts";
import { sendNotice } from "../../workers/jobs/money/send-notice.ts";
import { settleOrder } from "../../workers/jobs/money/settle-order.ts";
import type { WorkTools } from "../../workers/jobs/work-tools.ts";
import type { PaymentProvider } from "../../workers/providers/payments/provider.ts";
import { ProviderUnavailable } from "../../workers/providers/payments/provider.ts";
import type { Settings } from "../../workers/env.ts";
import { beginAttempt } from "../../db/settlement/begin-attempt.ts";
import { cancelByParty, loseOrder, refundBySeller } from "../../db/settlement/act-on-order.ts";
import { openDispute, resolveDispute } from "../../db/settlement/dispute.ts";
import { listDueWork, postponeWork } from "../../db/settlement/due.ts";
import { deliverOrder, shipParcel } from "../../db/settlement/move-parcel.ts";
import { resendRefund, settleRefund } from "../../db/settlement/returned-refund.ts";
import type { WorkItem } from "../../db/settlement/work-item.ts";
import type { BankNews } from "../../durable-objects/test-bank/rpc.ts";
import type { SeededRandom } from "../sim/seeded-random.ts";
import { BuyersBanks } from "./buyers-banks.ts";
import { ModelProvider } from "./model-provider.ts";
import { WebhookLine } from "./webhook-line.ts";

/** The process ended here: nothing after this point of the step happens. */
class Crash extends Error {}

/** The machine refused: what the code under test says, and never an assertion of its own. */
const isExpected = (error: unknown): boolean =>
  error instanceof Crash || error instanceof ProviderUnavailable;

const handlers: Partial<Record<string, (tools: WorkTools, id: string) => Promise<void>>> = {
  order: settleOrder,
  payment: runPayment,
  refund: runRefund,
  notice: sendNotice,
};

/** A refund as it is picked to do something about. */
type ReturnedRow = Record<"id" | "status" | "order_id" | "buyer_id", string>;

interface WorldOptions {
  readonly client: DatabaseClient;
  readonly pool: pg.Pool;
  readonly random: SeededRandom;
  readonly auctionId: string;
  readonly sellerId: string;
  readonly startMs: number;
  /** A provider that does not keep its promise, to see that it is found out. */
  readonly forgetsKeys?: true;
}

/** One sale's orders, their provider, a queue that loses, doubles and reorders, and people who press everything. */
export class MoneyWorld {
  readonly model: ModelProvider;
  readonly #options: WorldOptions;
  readonly #tools: WorkTools;
  readonly line: WebhookLine;
  readonly #banks: BuyersBanks;
  #queue: WorkItem[] = [];
  #nowMs: number;
  #isCalm = false;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#nowMs = options.startMs;
    this.model = new ModelProvider(options.random, {
      fault: () => this.#fault(),
      forgetsKeys: options.forgetsKeys,
    });
    this.#tools = {
      client: this.#breakable(options.client),
      settings: { ORIGIN: "https://blytz.example", ENVIRONMENT: "test" } as Settings,
      getProvider: async () => this.model.provider as PaymentProvider,
      // Papers move no money.
      fonts: { read: async () => undefined },
      makeInvoice: async () => undefined,
      // No rooms are open here.
      refreshTerms: async () => undefined,
      now: () => new Date(this.#nowMs),
      send: async (items) => {
        this.#crash();
        this.#queue.push(...items);
      },
    };
    this.line = new WebhookLine(options.random, {
      ...this.#tools,
      // A webhook is answered also where the queue took nothing.
      send: async (items) => {
        if (this.#isCalm || !options.random.chance(4)) this.#queue.push(...items);
      },
    });
    const { random, pool } = options;
    this.#banks = new BuyersBanks(random, { pool, model: this.model, line: this.line });
  }

  /** What banks took and keep, their fees with it. */
  get disputedMinor(): number {
    return this.#banks.takenMinor;
  }

  /** One thing happens; returns what it was, for the report of a seed that fails. */
  async step(): Promise<string> {
    const acts = {
      work: () => this.#workOne(),
      "more work": () => this.#workOne(),
      "still more work": () => this.#workOne(),
      cron: () => this.#cron(),
      minutes: async () => void (this.#nowMs += this.#options.random.int(1, 240_000)),
      days: async () => void (this.#nowMs += this.#options.random.int(1, 60) * 3_600_000),
      "something at the bank": async () => this.#tell(this.model.advance()),
      "a webhook": () => this.#hear(),
      "another webhook": () => this.#hear(),
      "a forged webhook": async () => this.#forge(),
      pay: () => this.#pay(),
      ship: () => this.#ship(),
      deliver: () => this.#deliver(),
      refund: () => this.#refund(),
      cancel: () => this.#cancel(),
      dispute: () => this.#dispute(),
      "a refund's work": () => this.#workOnRefund(),
      "another refund's work": () => this.#workOnRefund(),
      resend: () => this.#resend(),
      settle: () => this.#settle(),
      decide: () => this.#decide(),
      "the bank": () => this.#banks.act(),
      lose: () => this.#lose(),
      release: () => releaseDue(this.#options.client, new Date(this.#nowMs)),
    };
    const name = this.#options.random.pick(Object.keys(acts)) as keyof typeof acts;
    try {
      await acts[name]();
    } catch (error) {
      if (!isExpected(error)) throw new Error(`${name} threw`, { cause: error });
    }
    return name;
  }

  /** No faults any more: every charge and refund comes to its end, every bank decides, and time passes. */
  async comeToRest(): Promise<void> {
    this.#isCalm = true;
    const { client } = this.#options;
    for (let day = 0; day < 12; day += 1) {
      while (this.#tell(this.model.advance()));
      this.#banks.decideAll();
      while (!this.line.isEmpty) await this.#hear();
      this.#queue.push(...(await this.#listDue(client)));
      while (this.#queue.length > 0) await this.#workOne();
      this.#nowMs += 25 * 3_600_000;
    }
  }

  #fault(): void {
    if (this.#isCalm) return;
    if (this.#options.random.chance(6)) throw new ProviderUnavailable("the line is dead");
    this.#crash();
  }

  #crash(): void {
    if (!this.#isCalm && this.#options.random.chance(4)) throw new Crash();
  }

  /** Postgres keeps what was committed, and whoever committed may not live to know. */
  #breakable(client: DatabaseClient): DatabaseClient {
    return {
      ...client,
      transact: async (work) => {
        this.#crash();
        const done = await client.transact(work);
        this.#crash();
        return done;
      },
    };
  }

  async #workOne(): Promise<void> {
    const { random } = this.#options;
    if (this.#queue.length === 0) return;
    const item = random.pick(this.#queue);
    // At least once: sometimes a message comes again.
    if (this.#isCalm || random.chance(80)) this.#queue = this.#queue.filter((one) => one !== item);
    try {
      await handlers[item.kind]?.(this.#tools, item.id);
    } catch (error) {
      if (!isExpected(error)) throw error;
      if (error instanceof ProviderUnavailable)
        await postponeWork(this.#options.client.database, item, new Date(this.#nowMs));
    }
  }

  async #cron(): Promise<void> {
    const { client, random } = this.#options;
    // A queue may lose what it was given; the cron finds it again.
    if (random.chance(30)) this.#queue = [];
    this.#queue.push(...(await this.#listDue(client)));
  }

  /** What the cron would find of this sale; others in the same database are other worlds. */
  async #listDue({ database }: DatabaseClient): Promise<WorkItem[]> {
    const { pool, auctionId } = this.#options;
    const { rows } = await pool.query<{ id: string }>(
      `with own as (select id from orders where auction_id = $1)
       select id from own
       union all select id from payments where order_id in (select id from own)
       union all select id from refunds where order_id in (select id from own)
       union all select id from order_notices where order_id in (select id from own)`,
      [auctionId],
    );
    const own = new Set(rows.map(({ id }) => id));
    return (await listDueWork(database, new Date(this.#nowMs))).filter(({ id }) => own.has(id));
  }

  #tell(news: BankNews | null): boolean {
    if (news !== null) this.line.tell(news);
    return news !== null;
  }

  /** A webhook arrives, if there is one. */
  async #hear(): Promise<void> {
    if (!this.line.isEmpty) await this.line.deliver(this.#nowMs);
  }

  #forge(): void {
    const lie = this.model.lie();
    if (lie !== null) this.line.forge(lie, this.#nowMs);
  }

  /** Any order; mostly one of the status where there is one. */
  async #pickOrder(
    status = "",
  ): Promise<{ readonly id: string; readonly buyerId: string; readonly leftMinor: number }> {
    const { pool, auctionId, random } = this.#options;
    const { rows } = await pool.query<{ id: string; buyer_id: string; left_minor: string; status: string }>(
      `select id, buyer_id, total_minor - refunded_minor as left_minor, status from orders
       where auction_id = $1 order by id`,
      [auctionId],
    );
    const fitting = random.chance(70) ? rows.filter((row) => row.status === status) : [];
    const { id, buyer_id: buyerId, left_minor: left } = random.pick(fitting.length > 0 ? fitting : rows);
    return { id, buyerId, leftMinor: Number(left) };
  }

  readonly #at = (): Date => new Date(this.#nowMs);

  async #pay(): Promise<void> {
    const { id: orderId } = await this.#pickOrder("pending");
    const begun = await beginAttempt(this.#tools.client, { orderId, at: this.#at() });
    if (begun.ok) this.#queue.push({ kind: "payment", id: begun.value.paymentId });
  }

  async #send(items: readonly WorkItem[] | null | undefined): Promise<void> {
    await this.#tools.send(items ?? []);
  }

  async #ship(): Promise<void> {
    const { id: orderId } = await this.#pickOrder("paid");
    const { sellerId } = this.#options;
    const shipment = { orderId, sellerId, carrier: "DHL", trackingNumber: null, at: this.#at() };
    const shipped = await shipParcel(this.#tools.client, shipment);
    if (shipped.ok) await this.#send(shipped.value);
  }

  async #deliver(): Promise<void> {
    const { id: orderId, buyerId } = await this.#pickOrder("shipped");
    const delivered = await deliverOrder(this.#tools.client, { orderId, buyerId, at: this.#at() });
    if (delivered.ok) await this.#send(delivered.value);
  }

  async #refund(): Promise<void> {
    const { id: orderId, leftMinor } = await this.#pickOrder();
    const { random, sellerId } = this.#options;
    const amountMinor = random.chance(50) ? null : random.int(1, leftMinor + 100);
    const refund = { orderId, amountMinor, reason: "requested", note: null, requestedBy: sellerId } as const;
    const refunded = await refundBySeller(this.#tools.client, { ...refund, at: this.#at() });
    if (refunded.ok) await this.#send(refunded.value);
  }

  /** Soon enough that some of those that come back do so while there is time to do something about it. */
  async #workOnRefund(): Promise<void> {
    const { pool, auctionId, random } = this.#options;
    const { rows } = await pool.query<{ id: string }>(
      `select r.id from refunds r join orders o on o.id = r.order_id
       where o.auction_id = $1 and r.status = 'pending' order by r.id`,
      [auctionId],
    );
    if (rows.length > 0) await runRefund(this.#tools, random.pick(rows).id);
  }

  /** One that came back, mostly; any refund where there is none. With whose order it is, or seems to be. */
  async #pickReturned() {
    const { pool, auctionId, random } = this.#options;
    const { rows } = await pool.query<ReturnedRow>(
      `select r.id, r.status, o.id as order_id, o.buyer_id from refunds r join orders o on o.id = r.order_id
       where o.auction_id = $1 order by r.id`,
      [auctionId],
    );
    const returned = random.chance(80) ? rows.filter(({ status }) => status === "failed") : [];
    const candidates = returned.length > 0 ? returned : rows;
    return candidates.length === 0 ? undefined : random.pick(candidates);
  }

  /** By the house, by its buyer, or by another. */
  async #resend(): Promise<void> {
    const refund = await this.#pickReturned();
    if (refund === undefined) return;
    const { random, sellerId: by } = this.#options;
    const stranger = await this.#pickOrder();
    const of = random.pick([
      null,
      { orderId: refund.order_id, buyerId: refund.buyer_id },
      { orderId: refund.order_id, buyerId: stranger.buyerId },
    ]);
    const step = { refundId: refund.id, of, by, at: this.#at(), request: {} };
    const resent = await resendRefund(this.#tools.client, step);
    if (resent.ok) await this.#send(resent.value.work);
  }

  async #settle(): Promise<void> {
    const refund = await this.#pickReturned();
    if (refund === undefined) return;
    const { sellerId: by } = this.#options;
    const paid = { means: "cheque", reference: `No. ${this.#nowMs}` } as const;
    const step = { refundId: refund.id, of: null, by, at: this.#at(), request: {}, ...paid };
    const settled = await settleRefund(this.#tools.client, step);
    if (settled.ok) await this.#send(settled.value.work);
  }

  async #cancel(): Promise<void> {
    const { id: orderId, buyerId } = await this.#pickOrder();
    const userId = this.#options.random.chance(50) ? buyerId : this.#options.sellerId;
    const cancelled = await cancelByParty(this.#tools.client, {
      orderId,
      userId,
      note: null,
      at: this.#at(),
    });
    if (cancelled.ok) await this.#send(cancelled.value);
  }

  async #dispute(): Promise<void> {
    const { id: orderId, buyerId } = await this.#pickOrder("delivered");
    const complaint = { orderId, buyerId, reason: "damaged", message: "Broken.", at: this.#at() } as const;
    const opened = await openDispute(this.#tools.client, complaint);
    if (opened.ok) await this.#send(opened.value);
  }

  async #decide(): Promise<void> {
    const { id: orderId, leftMinor } = await this.#pickOrder("disputed");
    const { random, sellerId } = this.#options;
    const resolved = await resolveDispute(this.#tools.client, {
      orderId,
      outcome: random.pick(["seller", "buyer"]),
      amountMinor: random.chance(50) || leftMinor === 0 ? null : random.int(1, leftMinor),
      resolution: "So be it.",
      decidedBy: sellerId,
      at: this.#at(),
      request: {},
    });
    if (resolved.ok) await this.#send(resolved.value);
  }

  async #lose(): Promise<void> {
    const { id: orderId } = await this.#pickOrder("shipped");
    const lost = await loseOrder(this.#tools.client, {
      orderId,
      reportedBy: this.#options.sellerId,
      at: this.#at(),
      request: {},
    });
    if (lost.ok) await this.#send(lost.value);
  }
}
