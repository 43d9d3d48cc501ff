import { accept, refuse } from "../../domain/result.ts";
import type { BankAnswer } from "./rpc.ts";

/**
 * Does what is asked once per key. The same key with the same request is the same thing again; with another request it is
 * refused, as it would hide that somebody's keys are not their own.
 */
export function doOnce(
  sql: SqlStorage,
  order: { readonly key: string },
  act: () => string,
): BankAnswer<string> {
  const request = JSON.stringify(order);
  const [known] = sql
    .exec<{ request: string; reference: string }>(
      "SELECT request, reference FROM requests WHERE key = ?",
      order.key,
    )
    .toArray();
  if (known !== undefined) return known.request === request ? accept(known.reference) : refuse("key_reused");
  const reference = act();
  sql.exec("INSERT INTO requests (key, request, reference) VALUES (?, ?, ?)", order.key, request, reference);
  return accept(reference);
}
