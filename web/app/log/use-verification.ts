import { useEffect, useState } from "react";

import { fetchLog } from "./fetch-log.ts";
import type { LogReport } from "./verifier/report.ts";
import type { PublicLog } from "./verifier/verify-log.ts";
import { verifyLog } from "./verifier/verify-log.ts";

export type Verification =
  | { readonly kind: "running" }
  | { readonly kind: "unreadable" }
  | { readonly kind: "done"; readonly log: PublicLog; readonly report: LogReport };

/** Reads the log and checks it, here in the browser; the server's word is not asked for. */
export function useVerification(auctionId: string): Verification {
  const [verification, setVerification] = useState<Verification>({ kind: "running" });
  useEffect(() => {
    let isCurrent = true;
    async function verify() {
      const log = await fetchLog(auctionId);
      const report = await verifyLog(log);
      if (isCurrent) setVerification({ kind: "done", log, report });
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
