import type { UserRole } from "./roles.ts";

/**
 * Who may do what: every permission of the product and the roles that have it. No route asks for a role, only for one of
 * these. `…-own` still needs the thing to be the caller's (workers/middleware/ownership.ts). Roles inside a room (host,
 * moderator, bidder) follow from the room's own state and are not here: domain/room/roles.ts.
 */
export const permissions = {
  "products.manage-own": ["seller", "admin"],
  "auctions.manage-own": ["seller", "admin"],
  /** Drafts and withdrawn products too. */
  "products.see-any": ["admin"],
  "auctions.manage-any": ["admin"],
  /** Be an admin in every room: void lots, see private sales. */
  "rooms.oversee": ["admin"],
  /** Be paid out what one sold. */
  "payouts.manage-own": ["seller", "admin"],
  "categories.manage": ["admin"],
  /** Put products forward. */
  "products.feature": ["admin"],
  /** See all of the ledger, what its reconciliation found, and have it look again. */
  "ledger.oversee": ["admin"],
  "accounts.manage": ["admin"],
  /** Decide who may sell, and which shops carry the house's marks. */
  "sellers.admit": ["admin"],
  /** Read who did what to what. */
  "audit.read": ["admin"],
  /** Say which accounts belong together. */
  "links.judge": ["admin"],
  /** Take strikes back, or keep them. */
  "strikes.judge": ["admin"],
  /** Hide what people wrote and what they sell. */
  "content.moderate": ["admin"],
  /** Decide disputes, read their evidence, say that a carrier lost a parcel; any order's papers. */
  "orders.oversee": ["admin"],
} as const satisfies Record<string, readonly UserRole[]>;

export type Permission = keyof typeof permissions;

export function hasPermission(role: UserRole, permission: Permission): boolean {
  const roles: readonly UserRole[] = permissions[permission];
  return roles.includes(role);
}
