import { canonicalise } from "./canonical.ts";
import type { Context } from "./context.ts";

/** A hidden amount and where it belongs. `amountMinor` is minor units, `salt` 16 bytes in hex. */
export interface Hidden {
  readonly auctionId: string;
  readonly lotId: string;
  readonly bidId: string;
  readonly amountMinor: number;
  readonly salt: string;
}

/** What the log says of an amount it does not show (rule H2). */
export function computeCommitment(hidden: Hidden, sha256: Context["sha256"]): string {
  const { auctionId, lotId, bidId, amountMinor, salt } = hidden;
  return sha256(canonicalise([auctionId, lotId, bidId, amountMinor, salt]));
}

/** The same for a lot's reserve, where `"reserve"` stands in the place of the bid's id. */
export function computeReserveCommitment(reserve: Omit<Hidden, "bidId">, sha256: Context["sha256"]): string {
  return computeCommitment({ ...reserve, bidId: "reserve" }, sha256);
}
