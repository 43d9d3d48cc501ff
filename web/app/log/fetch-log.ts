import { createApi } from "../../../client/http/api.ts";
import { readLog } from "../../../contract/http/history.ts";
import type { LogSignature } from "../../../contract/room/fact.ts";
import type { Fact } from "../../../domain/room/fact.ts";
import type { PublicKey } from "./verifier/signatures.ts";
import type { PublicLog } from "./verifier/verify-log.ts";

/** Reads a whole log, page by page, and the published keys. */
export async function fetchLog(auctionId: string): Promise<PublicLog> {
  const api = createApi({ baseUrl: "" });
  const facts: Fact[] = [];
  const signatures = new Map<number, LogSignature>();
  for (;;) {
    const afterSeq = facts.at(-1)?.seq ?? 0;
    const page = await api.call(readLog, { params: { id: auctionId }, query: { afterSeq } });
    facts.push(...page.facts);
    for (const signature of page.signatures) signatures.set(signature.seq, signature);
    if (page.facts.length === 0 || (facts.at(-1)?.seq ?? 0) >= page.head.seq) break;
  }
  const response = await fetch("/.well-known/jwks.json");
  const { keys } = (await response.json()) as { readonly keys: readonly PublicKey[] };
  return { auctionId, facts, signatures: [...signatures.values()], keys };
}
