import { useEffect, useState } from "react";

import { parseFacts, readPublicLog } from "../../../client/verify/public-log.ts";
import type { LogReport } from "../../../client/verify/report.ts";
import { verifyLog } from "../../../client/verify/verify-log.ts";
import type { Fact } from "../../../domain/room/fact.ts";

export type Verification =
  | { readonly kind: "running" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "done"; readonly facts: readonly Fact[]; readonly report: LogReport };

async function fetchJson(path: string): Promise<unknown> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
}

/** Reads the log and checks it, here in the browser; the server's word is not asked for. */
export function useVerification(auctionId: string): Verification {
  const [verification, setVerification] = useState<Verification>({ kind: "running" });
  useEffect(() => {
    let isCurrent = true;
    async function verify() {
      const log = await readPublicLog(auctionId, fetchJson);
      const report = await verifyLog(log);
      if (isCurrent) setVerification({ kind: "done", facts: parseFacts(log.facts).facts, report });
    }
    verify().catch(() => {
      if (isCurrent) setVerification({ kind: "unreadable" });
    });
    return () => {
      isCurrent = false;
    };
  }, [auctionId]);
  return verification;
}
