import { createApi } from "../../../client/http/api.ts";
import { readLog } from "../../../contract/http/history.ts";
import type { LogSignature } from "../../../contract/room/fact.ts";
import { z } from "../../../contract/zod.ts";
import type { Fact } from "../../../domain/room/fact.ts";
import type { PublicLog } from "./verifier/verify-log.ts";

const jwks = z.object({
  keys: z.array(
    z.object({
      kty: z.string(),
      kid: z.string().exactOptional(),
      crv: z.string().exactOptional(),
      x: z.string().exactOptional(),
    }),
  ),
});

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
  const { keys } = jwks.parse(await response.json());
  return { auctionId, facts, signatures: [...signatures.values()], keys };
}
