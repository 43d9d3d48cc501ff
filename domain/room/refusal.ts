/**
 * Why a command changes nothing. The first block is a bid's codes in their order of precedence: the first that
 * applies is the answer. The second block belongs to the commands of hosts, moderators and chat.
 */
export const refusalCodes = [
  "malformed",
  "auth_required",
  "id_reused",
  "rate_limited",
  "blocked",
  "not_registered",
  "lot_unknown",
  "own_lot",
  "auction_held",
  "lot_not_open",
  "lot_closed",
  "already_leading",
  "below_minimum",
  "off_grid",
  "over_limit",
  "needs_confirmation",

  "forbidden",
  "muted",
  "auction_not_scheduled",
  "auction_not_live",
  "auction_not_held",
  "auction_over",
  "lot_not_queued",
  "lot_already_open",
  "lot_has_bids",
  "lot_closing",
  "lot_invalid",
  "too_many_lots",
  "room_full",
  "not_for_sale",
  "message_unknown",
  "bidder_unknown",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** One sentence for a person: what happened and what they can do. */
  readonly message: string;
  /** Machine-readable help such as `minimumMinor` or `nextValidMinor`. */
  readonly details?: Readonly<Record<string, unknown>>;
}
