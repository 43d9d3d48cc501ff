import { type Entry, nameAccount, sumByAccount } from "../../domain/ledger/transaction.ts";
import type { Finding } from "./finding.ts";

interface Sides {
  readonly name: string;
  readonly id: string;
  readonly currency: string;
  readonly expected: readonly Entry[];
  readonly found: readonly Entry[];
}

/** Every account on which the two sides differ, by a minor unit or more. */
export function compareBalances({ name, id, currency, expected, found }: Sides): Finding[] {
  const toSheet = (entries: readonly Entry[]) =>
    new Map(sumByAccount(entries).map(({ account, amountMinor }) => [nameAccount(account), amountMinor]));
  const [told, kept] = [toSheet(expected), toSheet(found)];
  return [...new Set([...told.keys(), ...kept.keys()])]
    .map((account) => ({
      name,
      subject: `${id} ${account}`.trim(),
      currency,
      expectedMinor: told.get(account) ?? 0,
      foundMinor: kept.get(account) ?? 0,
    }))
    .filter(({ expectedMinor, foundMinor }) => expectedMinor !== foundMinor);
}
