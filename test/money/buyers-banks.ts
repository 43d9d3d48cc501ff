import type pg from "pg";
import { must } from "../../domain/result.ts";
import type { SeededRandom } from "../sim/seeded-random.ts";
import type { ModelProvider } from "./model-provider.ts";
import type { WebhookLine } from "./webhook-line.ts";

interface Taken {
  readonly chargeReference: string;
  readonly amountMinor: number;
  status: "open" | "won" | "lost";
}

/** What a dispute costs, whoever wins it. */
const feeMinor = 1_500;

/** The banks of a sale's buyers: they take charges back, decide, and tell so over the provider's line. */
export class BuyersBanks {
  readonly #parts: {
    readonly random: SeededRandom;
    readonly pool: pg.Pool;
    readonly model: ModelProvider;
    readonly line: WebhookLine;
  };
  readonly #taken = new Map<string, Taken>();

  constructor(
    random: SeededRandom,
    parts: { readonly pool: pg.Pool; readonly model: ModelProvider; readonly line: WebhookLine },
  ) {
    this.#parts = { random, ...parts };
  }

  /** What they took and keep, and their fees. */
  get takenMinor(): number {
    return [...this.#taken.values()].reduce(
      (sum, { amountMinor, status }) => sum + (status === "won" ? 0 : amountMinor) + feeMinor,
      0,
    );
  }

  /** Whatever is not decided yet is decided for the buyer. */
  decideAll(): void {
    for (const [reference, dispute] of this.#taken) {
      if (dispute.status !== "open") continue;
      dispute.status = "lost";
      this.#tell(reference);
    }
  }

  /**
   * A bank takes back a charge, also one of which a part or all was given back or that came too late, or decides; it tells
   * so at once, and the line makes of it what it likes.
   */
  async act(): Promise<void> {
    const { random, pool, model } = this.#parts;
    const known = [...this.#taken.entries()];
    if (known.length > 0 && random.chance(60)) {
      const [reference, dispute] = random.pick(known);
      if (dispute.status === "open" && random.chance(50)) dispute.status = random.pick(["won", "lost"]);
      this.#tell(reference);
      return;
    }
    const charged = [...model.charges.values()].filter(({ charge }) => charge.status === "succeeded");
    if (charged.length === 0) return;
    const { request, charge } = random.pick(this.#preferReturned(charged));
    const reference = `dispute ${charge.reference}`;
    const { rows } = await pool.query(
      `select from payments p where p.provider_reference = $1
         and exists (select from ledger_transactions t where t.key = 'charge:' || p.id)`,
      [charge.reference],
    );
    if (this.#taken.has(reference) || rows.length === 0) return;
    this.#taken.set(reference, {
      chargeReference: charge.reference,
      amountMinor: this.#pickDisputed(request.amountMinor),
      status: "open",
    });
    this.#tell(reference);
  }

  /** Often one of which a refund came back: whom no refund reaches goes to their bank. */
  #preferReturned<Charged extends { readonly charge: { readonly reference: string } }>(
    charged: readonly Charged[],
  ): readonly Charged[] {
    const failed = [...this.#parts.model.refunds.values()].filter(({ refund }) => refund.status === "failed");
    const references = new Set(failed.map(({ request }) => request.chargeReference));
    const returned = charged.filter(({ charge }) => references.has(charge.reference));
    return returned.length > 0 && this.#parts.random.chance(50) ? returned : charged;
  }

  /** All of a charge, a part of it, or a little more, where it was settled in another currency. */
  #pickDisputed(chargedMinor: number): number {
    const { random } = this.#parts;
    if (random.chance(50)) return chargedMinor;
    return random.chance(50) ? random.int(1, chargedMinor) : chargedMinor + random.int(1, 200);
  }

  #tell(reference: string): void {
    const { chargeReference: charge, ...dispute } = must(this.#taken.get(reference), "the bank knows it");
    const told = {
      reference,
      charge,
      feeMinor,
      reason: "fraudulent",
      evidenceDueAtMs: null,
    } as const;
    this.#parts.line.tell({ about: "dispute", dispute: { ...told, ...dispute } });
  }
}
