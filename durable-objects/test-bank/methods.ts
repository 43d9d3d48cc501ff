import { createHash } from "node:crypto";
import { accept, refuse } from "../../domain/result.ts";
import type { Result } from "../../domain/result.ts";
import { testCards } from "./cards.ts";
import { makeReference, makeToken } from "./names.ts";
import type { BankMethod, BankSetup, CardDetails, FinishedSetup, MethodRefusal } from "./rpc.ts";

const setupLifeMs = 30 * 60_000;

export interface Methods {
  readonly beginSetup: (userId: string, nowMs: number) => BankSetup;
  readonly finishSetup: (setup: FinishedSetup, nowMs: number) => Result<BankMethod, MethodRefusal>;
  readonly detach: (reference: string) => void;
  /** The card behind a method that may be charged, and whether it is still good. */
  readonly findCard: (
    method: { readonly reference: string; readonly customer: string | null },
    nowMs: number,
  ) => { readonly number: string; readonly isExpired: boolean } | undefined;
}

/** The bank's own name for a person; the same for all their cards. */
const customerOf = (userId: string): string =>
  `test_customer_${createHash("sha256").update(userId).digest("hex").slice(0, 24)}`;

/** A card is good to the end of its month, wherever that month ends last. */
const hasRunOut = (month: number, year: number, nowMs: number): boolean =>
  Date.UTC(year, month, 1) + 12 * 3_600_000 <= nowMs;

type MethodRow = {
  reference: string;
  customer: string;
  card: string;
  expiry_month: number;
  expiry_year: number;
  is_detached: number;
};

const toMethod = (row: MethodRow): BankMethod => ({
  reference: row.reference,
  customer: row.customer,
  brand: testCards[row.card]?.brand ?? "unknown",
  last4: row.card.slice(-4),
  expiryMonth: row.expiry_month,
  expiryYear: row.expiry_year,
});

/** Cards that people keep for later, and the setups by which they come here. */
export function createMethods(sql: SqlStorage): Methods {
  const find = (reference: string): MethodRow | undefined =>
    sql
      .exec<MethodRow>("SELECT * FROM methods WHERE reference = ? AND is_detached = 0", reference)
      .toArray()[0];

  const keep = (userId: string, { number, expiryMonth, expiryYear }: CardDetails): MethodRow => {
    const reference = makeReference("method");
    const row = {
      reference,
      customer: customerOf(userId),
      card: number,
      expiry_month: expiryMonth,
      expiry_year: expiryYear,
      is_detached: 0,
    };
    sql.exec(
      "INSERT INTO methods (reference, customer, card, expiry_month, expiry_year) VALUES (?, ?, ?, ?, ?)",
      reference,
      row.customer,
      number,
      expiryMonth,
      expiryYear,
    );
    return row;
  };

  return {
    beginSetup: (userId, nowMs) => {
      sql.exec("DELETE FROM setups WHERE expires_at_ms <= ?", nowMs);
      const setup = { token: makeToken(), expiresAtMs: nowMs + setupLifeMs };
      sql.exec(
        "INSERT INTO setups (token, user_id, expires_at_ms) VALUES (?, ?, ?)",
        setup.token,
        userId,
        setup.expiresAtMs,
      );
      return setup;
    },

    finishSetup: ({ token, userId, card }, nowMs) => {
      const [setup] = sql
        .exec<{ user_id: string; expires_at_ms: number; method: string | null }>(
          "SELECT user_id, expires_at_ms, method FROM setups WHERE token = ?",
          token,
        )
        .toArray();
      if (setup === undefined || setup.user_id !== userId || setup.expires_at_ms <= nowMs) {
        return refuse("setup_unknown");
      }
      if (setup.method !== null) {
        // Spent. Asked again with the same card, because an answer was lost, it is the same method again.
        const made = find(setup.method);
        const isSame =
          made?.card === card.number &&
          made.expiry_month === card.expiryMonth &&
          made.expiry_year === card.expiryYear;
        return made !== undefined && isSame ? accept(toMethod(made)) : refuse("setup_unknown");
      }
      const known = Object.hasOwn(testCards, card.number) ? testCards[card.number] : undefined;
      if (known === undefined) return refuse("unknown_card");
      if (hasRunOut(card.expiryMonth, card.expiryYear, nowMs)) return refuse("expired");
      if (known.refusedAtSetup !== undefined) return refuse(known.refusedAtSetup);
      const row = keep(userId, card);
      sql.exec("UPDATE setups SET method = ? WHERE token = ?", row.reference, token);
      return accept(toMethod(row));
    },

    detach: (reference) => {
      sql.exec("UPDATE methods SET is_detached = 1 WHERE reference = ?", reference);
    },

    findCard: ({ reference, customer }, nowMs) => {
      const row = find(reference);
      if (row === undefined || (customer !== null && customer !== row.customer)) return undefined;
      return { number: row.card, isExpired: hasRunOut(row.expiry_month, row.expiry_year, nowMs) };
    },
  };
}
