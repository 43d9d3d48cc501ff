import { DurableObject } from "cloudflare:workers";
import type { Result } from "../../domain/result.ts";
import { createCharges } from "./charges.ts";
import type { Charges } from "./charges.ts";
import { createDisputes } from "./disputes.ts";
import type { Disputes } from "./disputes.ts";
import { createMethods } from "./methods.ts";
import type { Methods } from "./methods.ts";
import { createPayouts } from "./payouts.ts";
import type { Payouts } from "./payouts.ts";
import { createRefunds } from "./refunds.ts";
import type { Refunds } from "./refunds.ts";
import type {
  AccountOrder,
  BankAccount,
  BankAnswer,
  BankApproval,
  BankCharge,
  BankEvidence,
  BankMethod,
  BankOnboarding,
  BankPayout,
  BankRefund,
  BankSetup,
  ChargeOrder,
  EvidenceAnswer,
  FinishedSetup,
  MethodRefusal,
  OnboardingAnswer,
  PayoutOrder,
  RefundOrder,
  TestBankRpc,
} from "./rpc.ts";
import { findNextDue, migrate } from "./schema.ts";
import { readBankSettings } from "./settings.ts";
import { createWebhooks } from "./webhooks.ts";
import type { Post, Webhooks } from "./webhooks.ts";

const webhookPath = "/api/v1/webhooks/payments/test";
const answerTimeMs = 10_000;

/**
 * A bank for development and tests: holds test cards, moves no money and tells what happened by signed webhooks, as a
 * provider would. An object, so that it keeps its word over restarts and answers two Workers alike. This class only
 * wires; the parts are in the files beside it.
 */
export class TestBank extends DurableObject<object> implements TestBankRpc {
  private readonly webhooks: Webhooks;
  private readonly methods: Methods;
  private readonly disputes: Disputes;
  private readonly charges: Charges;
  private readonly refunds: Refunds;
  private readonly payouts: Payouts;
  private readonly origin: string;

  constructor(ctx: DurableObjectState, env: object) {
    super(ctx, env);
    const { sql } = ctx.storage;
    const { ORIGIN, TEST_BANK_KEY } = readBankSettings(env);
    this.origin = ORIGIN;
    migrate(ctx.storage);
    this.webhooks = createWebhooks(sql, TEST_BANK_KEY);
    this.methods = createMethods(sql);
    this.disputes = createDisputes(sql, this.webhooks);
    this.charges = createCharges({
      sql,
      methods: this.methods,
      disputes: this.disputes,
      webhooks: this.webhooks,
    });
    this.refunds = createRefunds(sql, this.webhooks);
    this.payouts = createPayouts(sql, this.webhooks);
  }

  beginSetup(userId: string): Promise<BankSetup> {
    return this.turn((nowMs) => this.methods.beginSetup(userId, nowMs));
  }
  finishSetup(setup: FinishedSetup): Promise<Result<BankMethod, MethodRefusal>> {
    return this.turn((nowMs) => this.methods.finishSetup(setup, nowMs));
  }
  detach(reference: string): Promise<void> {
    return this.turn(() => this.methods.detach(reference));
  }

  charge(order: ChargeOrder): Promise<BankAnswer<BankCharge>> {
    return this.turn((nowMs) => this.charges.charge(order, nowMs));
  }
  findCharge(reference: string): Promise<BankCharge | undefined> {
    return this.turn(() => this.charges.find(reference));
  }
  cancelCharge(reference: string): Promise<BankCharge | undefined> {
    return this.turn((nowMs) => this.charges.cancel(reference, nowMs));
  }
  findApproval(token: string): Promise<BankApproval | undefined> {
    return this.turn(() => this.charges.findApproval(token));
  }
  answerApproval(token: string, isApproved: boolean): Promise<void> {
    return this.turn((nowMs) => this.charges.answerApproval(token, isApproved, nowMs));
  }

  refund(order: RefundOrder): Promise<BankAnswer<BankRefund>> {
    return this.turn((nowMs) => this.refunds.refund(order, nowMs));
  }
  findRefund(reference: string): Promise<BankRefund | undefined> {
    return this.turn(() => this.refunds.find(reference));
  }

  findDispute(reference: string): ReturnType<TestBankRpc["findDispute"]> {
    return this.turn(() => this.disputes.find(reference));
  }
  submitEvidence(reference: string, evidence: BankEvidence): Promise<EvidenceAnswer | undefined> {
    return this.turn((nowMs) => this.disputes.submitEvidence(reference, evidence, nowMs));
  }

  openAccount(order: AccountOrder): Promise<BankAnswer<BankAccount>> {
    return this.turn(() => this.payouts.openAccount(order));
  }
  findAccount(reference: string): Promise<BankAccount | undefined> {
    return this.turn(() => this.payouts.findAccount(reference));
  }
  beginOnboarding(account: Parameters<TestBankRpc["beginOnboarding"]>[0]): Promise<string | undefined> {
    return this.turn((nowMs) => this.payouts.beginOnboarding(account, nowMs));
  }
  findOnboarding(token: string): Promise<BankOnboarding | undefined> {
    return this.turn((nowMs) => this.payouts.findOnboarding(token, nowMs));
  }
  answerOnboarding(token: string, answer: OnboardingAnswer): Promise<void> {
    return this.turn((nowMs) => this.payouts.answerOnboarding(token, answer, nowMs));
  }
  payOut(order: PayoutOrder): Promise<BankAnswer<BankPayout>> {
    return this.turn((nowMs) => this.payouts.payOut(order, nowMs));
  }
  findPayout(reference: string): Promise<BankPayout | undefined> {
    return this.turn(() => this.payouts.findPayout(reference));
  }

  /** What is due happens, then what is to be told is told. A failure here is retried by the next alarm, not by the platform. */
  override async alarm(): Promise<void> {
    await this.goOn(Date.now(), (webhook) => this.postToProduct(webhook));
  }

  /** The bank's clock, as an argument so that tests need not wait. */
  async goOn(nowMs: number, post: Post): Promise<void> {
    this.settleDue(nowMs);
    await this.webhooks.sendDue(nowMs, post);
    await this.setNextAlarm();
  }

  /** One request: nothing in it waits, so it is written whole or not at all, and by the clock and not by the alarm. */
  private async turn<Value>(act: (nowMs: number) => Value): Promise<Value> {
    const nowMs = Date.now();
    const value = this.ctx.storage.transactionSync(() => {
      this.settleDue(nowMs);
      return act(nowMs);
    });
    await this.setNextAlarm();
    return value;
  }

  private settleDue(nowMs: number): void {
    this.charges.settleDue(nowMs);
    this.refunds.settleDue(nowMs);
    this.disputes.settleDue(nowMs);
    this.payouts.settleDue(nowMs);
  }

  private async setNextAlarm(): Promise<void> {
    const at = findNextDue(this.ctx.storage.sql);
    if (at === (await this.ctx.storage.getAlarm())) return;
    if (at === null) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(at);
  }

  /**
   * To the product's own front door, with the very bytes a stranger would have to send. Not over the network: a Worker
   * that fetches its own address may be sent past itself (same zone) or be refused (workers.dev), and a test listens on
   * no port at all. `ctx.exports` loops back to this Worker's `fetch` wherever it runs.
   */
  private postToProduct({ body, headers }: Parameters<Post>[0]): Promise<Response> {
    // Typed by the module that bundles this class, which this folder does not know.
    const { default: product } = this.ctx.exports as unknown as { readonly default: Fetcher };
    const signal = AbortSignal.timeout(answerTimeMs);
    return product.fetch(`${this.origin}${webhookPath}`, { method: "POST", body, headers, signal });
  }
}
