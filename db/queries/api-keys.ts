import { and, count, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { isScope, type Scope } from "../../domain/access/scopes.ts";
import type { UserRole } from "../../domain/access/roles.ts";
import { accept, must, refuse, type Result } from "../../domain/result.ts";
import type { Database, DatabaseClient } from "../database.ts";
import { apiKeys } from "../schema/api-keys.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";

const keyColumns = {
  id: apiKeys.id,
  name: apiKeys.name,
  hint: apiKeys.hint,
  scopes: apiKeys.scopes,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  lastUsedAt: apiKeys.lastUsedAt,
};

interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** A key as its owner sees it. */
export interface ApiKey extends KeyRow {
  readonly scopes: readonly Scope[];
}

const toApiKey = (row: KeyRow): ApiKey => ({ ...row, scopes: row.scopes.filter(isScope) });

export interface NewApiKey {
  readonly userId: string;
  readonly name: string;
  /** SHA-256 of the key, hex. */
  readonly keyHash: string;
  readonly hint: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

/** Keeps a new key, unless its owner has `keysMax` that still work. The lock on the owner lets no two at once pass. */
export async function createApiKey(
  { transact }: DatabaseClient,
  key: NewApiKey,
  keysMax: number,
): Promise<Result<ApiKey, "too_many">> {
  return transact(async (transaction) => {
    await transaction.select({ id: users.id }).from(users).where(hasId(users.id, key.userId)).for("update");
    const isLive = or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, key.createdAt));
    const [live] = await transaction
      .select({ keys: count() })
      .from(apiKeys)
      .where(and(hasId(apiKeys.userId, key.userId), isNull(apiKeys.revokedAt), isLive));
    if (must(live, "a count has a row").keys >= keysMax) return refuse("too_many");
    const [created] = await transaction
      .insert(apiKeys)
      .values({ ...key, scopes: [...key.scopes] })
      .returning(keyColumns);
    return accept(toApiKey(must(created, "an insert returns its row")));
  });
}

/** A person's keys that were not revoked, the newest first; more than their limit only while old ones run out. */
export async function listApiKeys(database: Database, userId: string): Promise<ApiKey[]> {
  const rows = await database
    .select(keyColumns)
    .from(apiKeys)
    .where(and(hasId(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.id))
    .limit(100);
  return rows.map(toApiKey);
}

interface OwnKey {
  readonly userId: string;
  readonly keyId: string;
}

const isOwnKey = ({ userId, keyId }: OwnKey) =>
  and(hasId(apiKeys.id, keyId), hasId(apiKeys.userId, userId), isNull(apiKeys.revokedAt));

export async function renameApiKey(
  database: Database,
  key: OwnKey & { readonly name: string },
): Promise<ApiKey | undefined> {
  const [renamed] = await database
    .update(apiKeys)
    .set({ name: key.name })
    .where(isOwnKey(key))
    .returning(keyColumns);
  return renamed === undefined ? undefined : toApiKey(renamed);
}

/** False when the person has no such key (any more). */
export async function revokeApiKey(
  database: Database,
  key: OwnKey & { readonly at: Date },
): Promise<boolean> {
  const revoked = await database
    .update(apiKeys)
    .set({ revokedAt: key.at })
    .where(isOwnKey(key))
    .returning({ id: apiKeys.id });
  return revoked.length > 0;
}

/** Revokes every key of a person; gives the ids, whose sockets the caller closes. */
export async function revokeAllApiKeys(database: Database, userId: string, at: Date): Promise<string[]> {
  const revoked = await database
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(hasId(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return revoked.map(({ id }) => id);
}

export interface LiveApiKey {
  readonly keyId: string;
  readonly userId: string;
  readonly role: UserRole;
  readonly displayName: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** Who stands behind a key that still counts: not revoked, not over, its account neither disabled nor deleted. */
export async function findLiveApiKey(
  database: Database,
  keyHash: string,
  at: Date,
): Promise<LiveApiKey | undefined> {
  const [found] = await database
    .select({
      keyId: apiKeys.id,
      userId: users.id,
      role: users.role,
      displayName: users.displayName,
      scopes: apiKeys.scopes,
      expiresAt: apiKeys.expiresAt,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(
      and(
        eq(apiKeys.keyHash, keyHash),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, at)),
        isNull(users.disabledAt),
        isNull(users.deletedAt),
      ),
    );
  return found === undefined ? undefined : { ...found, scopes: found.scopes.filter(isScope) };
}

/** Notes a use, unless a later one than `at` − `everyMs` is noted already: one write a minute, however busy the key. */
export async function noteApiKeyUse(
  database: Database,
  use: { readonly keyId: string; readonly at: Date; readonly everyMs: number },
): Promise<void> {
  const before = new Date(use.at.getTime() - use.everyMs);
  await database
    .update(apiKeys)
    .set({ lastUsedAt: sql`${use.at.toISOString()}::timestamptz` })
    .where(and(hasId(apiKeys.id, use.keyId), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, before))));
}
