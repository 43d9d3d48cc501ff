import { and, eq, isNull, sql } from "drizzle-orm";
import type { UserRole } from "../../domain/access/roles.ts";
import { accept, refuse, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { spendingLimits, users } from "../schema/users.ts";
import { type Change, isEmptyChange } from "./change.ts";
import { hasId } from "./ids.ts";

const userColumns = {
  id: users.id,
  email: users.email,
  role: users.role,
  displayName: users.displayName,
  firstName: users.firstName,
  lastName: users.lastName,
  phone: users.phone,
  locale: users.locale,
  avatarUrl: users.avatarUrl,
  emailVerifiedAt: users.emailVerifiedAt,
  lastLoginAt: users.lastLoginAt,
  disabledAt: users.disabledAt,
  createdAt: users.createdAt,
};

/** An account as its owner and admins see it; never with the password. */
export type User = Awaited<ReturnType<typeof selectUser>>[number];

const selectUser = (database: Database) => database.select(userColumns).from(users);

const isPresent = isNull(users.deletedAt);

export interface NewUser {
  readonly email: string;
  /** PHC string. */
  readonly passwordHash: string | null;
  readonly displayName: string;
  readonly role?: UserRole;
  readonly emailVerifiedAt?: Date | null;
}

/** Makes an account, unless the mailbox has one. Two at once with one address: one gets it. */
export async function createUser(database: Database, user: NewUser): Promise<Result<User, "email_taken">> {
  const [created] = await database
    .insert(users)
    // Lower-cased by Postgres, whose idea of lower case the check constraint and every look-up use.
    .values({ ...user, email: sql`lower(${user.email})` })
    .onConflictDoNothing()
    .returning(userColumns);
  return created === undefined ? refuse("email_taken") : accept(created);
}

export async function findUser(database: Database, userId: string): Promise<User | undefined> {
  const [found] = await selectUser(database).where(and(hasId(users.id, userId), isPresent));
  return found;
}

/** The account with its password hash, for signing in and for nothing else. */
export async function findUserForLogin(
  database: Database,
  email: string,
): Promise<{ readonly user: User; readonly passwordHash: string | null } | undefined> {
  const [found] = await database
    .select({ user: userColumns, passwordHash: users.passwordHash })
    .from(users)
    .where(and(eq(users.email, sql`lower(${email})`), isPresent));
  return found;
}

/** What a person may change about themselves. */
export type ProfileChange = Change<
  Pick<User, "displayName" | "firstName" | "lastName" | "phone" | "locale" | "avatarUrl">
>;

export async function updateProfile(
  database: Database,
  userId: string,
  change: ProfileChange,
): Promise<User | undefined> {
  if (isEmptyChange(change)) return findUser(database, userId);
  const [updated] = await database
    .update(users)
    .set(change)
    .where(and(hasId(users.id, userId), isPresent))
    .returning(userColumns);
  return updated;
}

/** Stores a new password hash: a changed password, or an old one hashed afresh at sign-in. */
export async function setPasswordHash(
  database: Database,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await database
    .update(users)
    .set({ passwordHash })
    .where(and(hasId(users.id, userId), isPresent));
}

/** Notes that the account's mailbox is its owner's; false when the account has another address by now. */
export async function verifyUserEmail(
  database: Database,
  proof: { readonly userId: string; readonly email: string; readonly at: Date },
): Promise<boolean> {
  const verified = await database
    .update(users)
    .set({ emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${proof.at.toISOString()})` })
    .where(and(hasId(users.id, proof.userId), eq(users.email, proof.email), isPresent))
    .returning({ id: users.id });
  return verified.length > 0;
}

/** Keeps an account out, or lets it in again; false when there is none. Disabling twice keeps the first moment. */
export async function setUserDisabled(
  database: Database,
  userId: string,
  disabledAt: Date | null,
): Promise<boolean> {
  const changed = await database
    .update(users)
    .set({
      disabledAt:
        disabledAt === null ? null : sql`coalesce(${users.disabledAt}, ${disabledAt.toISOString()})`,
    })
    .where(and(hasId(users.id, userId), isPresent))
    .returning({ id: users.id });
  return changed.length > 0;
}

export async function recordLogin(database: Database, userId: string, at: Date): Promise<void> {
  await database.update(users).set({ lastLoginAt: at }).where(hasId(users.id, userId));
}

/** Sets the house's limit for somebody in a currency (rule B5); null takes it away. Their own are in self-limits.ts. */
export async function setPlatformLimit(
  database: Database,
  limit: { readonly userId: string; readonly currency: string; readonly limitMinor: number | null },
): Promise<void> {
  const { userId, currency, limitMinor: platformLimitMinor } = limit;
  await database
    .insert(spendingLimits)
    .values({ userId, currency, platformLimitMinor })
    .onConflictDoUpdate({
      target: [spendingLimits.userId, spendingLimits.currency],
      set: { platformLimitMinor },
    });
}
