import { and, eq, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { accept, refuse, type Result } from "../../domain/result.ts";
import type { DatabaseClient, Transaction } from "../database.ts";
import { accountNotices } from "../schema/account-notices.ts";
import { accountTokens } from "../schema/account-tokens.ts";
import { apiKeys } from "../schema/api-keys.ts";
import { addresses } from "../schema/addresses.ts";
import { products } from "../schema/catalogue.ts";
import { chatMessages } from "../schema/chat-messages.ts";
import { idempotencyKeys } from "../schema/idempotency-keys.ts";
import { reports } from "../schema/moderation.ts";
import { orderNotices } from "../schema/order-notices.ts";
import { passkeys } from "../schema/passkeys.ts";
import { paymentMethods } from "../schema/payment-methods.ts";
import { sellerSettings } from "../schema/payouts.ts";
import { pictures } from "../schema/pictures.ts";
import { pendingSignIns, recoveryCodes, totpFactors } from "../schema/second-factors.ts";
import { linkScans } from "../schema/link-suspicions.ts";
import { savedSearches } from "../schema/saved-searches.ts";
import { sellerFollows } from "../schema/seller-follows.ts";
import { sellerApplications, sellerProfiles } from "../schema/sellers.ts";
import { selfLimits } from "../schema/self-limits.ts";
import { strikes } from "../schema/strikes.ts";
import { userIdentities } from "../schema/user-identities.ts";
import { userSessions } from "../schema/user-sessions.ts";
import { sellerBlocks, spendingLimits, users } from "../schema/users.ts";
import { watches } from "../schema/watches.ts";
import { type AuditEntry, recordAudit } from "./audit.ts";
import { isUuid } from "./ids.ts";
import { findObligations, hasObligations, type Obligations } from "./obligations.ts";

/** What everybody reads where a name stood. */
const erasedName = "Deleted account";

/** The owner of every row that goes with the account; a test finds tables that are missing here. */
export const ownerColumns: readonly PgColumn[] = [
  userSessions.userId,
  apiKeys.userId,
  userIdentities.userId,
  totpFactors.userId,
  recoveryCodes.userId,
  passkeys.userId,
  pendingSignIns.userId,
  accountTokens.userId,
  idempotencyKeys.userId,
  addresses.userId,
  paymentMethods.userId,
  spendingLimits.userId,
  selfLimits.userId,
  strikes.userId,
  linkScans.userId,
  reports.reporterId,
  sellerBlocks.sellerId,
  sellerSettings.userId,
  orderNotices.userId,
  accountNotices.userId,
  sellerApplications.userId,
  sellerProfiles.userId,
  watches.userId,
  savedSearches.userId,
  sellerFollows.userId,
  sellerFollows.sellerId,
];

export type ErasureRefusal =
  | { readonly code: "not_found" }
  /** Nobody would be left to run the place. */
  | { readonly code: "last_admin" }
  | { readonly code: "obligations_open"; readonly obligations: Obligations };

/** Whom to tell that it is done. */
export interface Erased {
  readonly email: string;
  readonly displayName: string;
}

export interface Erasure {
  readonly userId: string;
  readonly at: Date;
  /** For the audit log, where only the id is left of them. */
  readonly request: Pick<AuditEntry, "requestId" | "ipAddress">;
}

/**
 * Makes an account nobody's, in one transaction: what is theirs alone goes; what others rely on (orders, bids, logs, the
 * audit log, what they said) stays with an id that leads to no name. A second time finds nothing to do. The picture's
 * files are left to the sweep, whose rows say so in the same transaction.
 */
export async function eraseAccount(
  { transact }: DatabaseClient,
  erasure: Erasure,
): Promise<Result<Erased, ErasureRefusal>> {
  if (!isUuid(erasure.userId)) return refuse({ code: "not_found" });
  return transact(async (transaction) => {
    const { userId } = erasure;
    const { person, hasSuccessor } = await lockAccounts(transaction, userId);
    if (person === undefined) return refuse({ code: "not_found" });
    if (person.role === "admin" && !hasSuccessor) return refuse({ code: "last_admin" });
    const obligations = await findObligations(transaction, userId);
    if (hasObligations(obligations)) return refuse({ code: "obligations_open", obligations });
    for (const owner of ownerColumns) await transaction.delete(owner.table).where(eq(owner, userId));
    await hideTraces(transaction, erasure);
    await recordAudit(transaction, {
      ...erasure.request,
      actorId: userId,
      action: "user.deleted",
      subjectType: "user",
      subjectId: userId,
    });
    return accept({ email: person.email, displayName: person.display_name });
  });
}

interface AccountRow extends Record<string, unknown> {
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
  readonly role: string;
}

/**
 * Locks the account, and with an admin's those of all admins, in the order of their ids: of two admins who leave at once
 * the second sees that the first has gone.
 */
async function lockAccounts(transaction: Transaction, userId: string) {
  const { rows } = await transaction.execute<AccountRow>(sql`
    select id, email, display_name, role from users
    where deleted_at is null and (
      id = ${userId}
      or (role = 'admin' and disabled_at is null
        and exists (select from users me where me.id = ${userId} and me.role = 'admin')))
    order by id for update`);
  return {
    person: rows.find(({ id }) => id === userId),
    hasSuccessor: rows.some(({ id }) => id !== userId),
  };
}

/** Takes the name off everything that stays. */
async function hideTraces(transaction: Transaction, { userId, at }: Erasure): Promise<void> {
  await transaction
    .update(users)
    .set({
      email: `${userId}@deleted.invalid`,
      passwordHash: null,
      displayName: erasedName,
      firstName: null,
      locale: null,
      lastName: null,
      phone: null,
      avatarUrl: null,
      emailVerifiedAt: null,
      lastLoginAt: null,
      deletedAt: at,
    })
    .where(eq(users.id, userId));
  await transaction
    .update(chatMessages)
    .set({ displayName: erasedName })
    .where(eq(chatMessages.senderId, userId));
  await transaction
    .update(pictures)
    .set({ discardAt: at })
    .where(and(eq(pictures.ownerId, userId), isNull(pictures.discardAt), isNull(pictures.keptAt)));
  // Nothing of theirs can be sold any more; what was sold keeps its title and pictures in the lot.
  await transaction
    .update(products)
    .set({ deletedAt: at })
    .where(and(eq(products.sellerId, userId), isNull(products.deletedAt)));
}
