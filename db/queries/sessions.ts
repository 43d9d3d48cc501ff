import { and, desc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { UserRole } from "../../domain/access/roles.ts";
import type { Database } from "../database.ts";
import { type RevocationReason, refreshTokens, userSessions } from "../schema/user-sessions.ts";
import { users } from "../schema/users.ts";
import { hasId } from "./ids.ts";
import { toIpAddress } from "./ip-address.ts";

/** Where a request came from, for the owner's list of devices. */
export interface SessionPlace {
  readonly device: string | null;
  readonly ipAddress: string | null;
  /** City and country. */
  readonly place: string | null;
  readonly userAgent: string | null;
}

export interface NewSession extends SessionPlace {
  /** The family's id, which the access tokens carry as `sid`. */
  readonly sessionId: string;
  readonly userId: string;
  /** SHA-256 of the first refresh token, hex. */
  readonly tokenHash: string;
  readonly at: Date;
  readonly expiresAt: Date;
  /** When the first factor was proved: now, or before the second one was asked for. */
  readonly authenticatedAt: Date;
  readonly secondFactorAt: Date | null;
}

/** Starts a family of refresh tokens: session and first token in one statement, so neither is ever without the other. */
export async function createSession(database: Database, session: NewSession): Promise<void> {
  const family = database.$with("family").as(
    database
      .insert(userSessions)
      .values({
        id: session.sessionId,
        userId: session.userId,
        ...trimPlace(session),
        lastSeenAt: session.at,
        authenticatedAt: session.authenticatedAt,
        secondFactorAt: session.secondFactorAt,
        expiresAt: session.expiresAt,
      })
      .returning({ id: userSessions.id }),
  );
  await database
    .with(family)
    .insert(refreshTokens)
    .values({
      tokenHash: session.tokenHash,
      sessionId: sql`(select id from family)`,
      issuedAt: session.at,
      expiresAt: session.expiresAt,
    });
}

/** The columns' lengths; a user agent may be as long as a header may be. */
export function trimPlace(place: SessionPlace): SessionPlace {
  return {
    device: place.device?.slice(0, 120) ?? null,
    ipAddress: toIpAddress(place.ipAddress),
    place: place.place?.slice(0, 120) ?? null,
    userAgent: place.userAgent?.slice(0, 400) ?? null,
  };
}

/** Who stands behind a session that still counts: not revoked, not over, its account neither disabled nor deleted. */
export async function findLiveSession(
  database: Database,
  sessionId: string,
  at: Date,
): Promise<{ readonly userId: string; readonly role: UserRole; readonly displayName: string } | undefined> {
  const [found] = await database
    .select({ userId: users.id, role: users.role, displayName: users.displayName })
    .from(userSessions)
    .innerJoin(users, eq(users.id, userSessions.userId))
    .where(
      and(
        hasId(userSessions.id, sessionId),
        isNull(userSessions.revokedAt),
        gt(userSessions.expiresAt, at),
        isNull(users.disabledAt),
        isNull(users.deletedAt),
      ),
    );
  return found;
}

/** The devices a person is signed in on, the latest seen first. Bounded: nobody has a hundred. */
export async function listSessions(database: Database, userId: string, at: Date) {
  return database
    .select({
      id: userSessions.id,
      device: userSessions.device,
      ipAddress: userSessions.ipAddress,
      place: userSessions.place,
      userAgent: userSessions.userAgent,
      lastSeenAt: userSessions.lastSeenAt,
      createdAt: userSessions.createdAt,
      expiresAt: userSessions.expiresAt,
    })
    .from(userSessions)
    .where(
      and(hasId(userSessions.userId, userId), isNull(userSessions.revokedAt), gt(userSessions.expiresAt, at)),
    )
    .orderBy(desc(userSessions.lastSeenAt), desc(userSessions.id))
    .limit(100);
}

/** Ends one session of a user; false when they have no such session (any more). */
export async function revokeSession(
  database: Database,
  revocation: {
    readonly sessionId: string;
    readonly userId: string;
    readonly reason: RevocationReason;
    readonly at: Date;
  },
): Promise<boolean> {
  const ended = await database
    .update(userSessions)
    .set({ revokedAt: revocation.at, revokedReason: revocation.reason })
    .where(
      and(
        hasId(userSessions.id, revocation.sessionId),
        hasId(userSessions.userId, revocation.userId),
        isNull(userSessions.revokedAt),
      ),
    )
    .returning({ id: userSessions.id });
  return ended.length > 0;
}

/** Ends the session a refresh token belongs to (signing out with the cookie alone). */
export async function revokeSessionOfToken(
  database: Database,
  tokenHash: string,
  at: Date,
): Promise<{ readonly sessionId: string; readonly userId: string } | undefined> {
  const [ended] = await database
    .update(userSessions)
    .set({ revokedAt: at, revokedReason: "logout" })
    .from(refreshTokens)
    .where(
      and(
        eq(refreshTokens.tokenHash, tokenHash),
        eq(userSessions.id, refreshTokens.sessionId),
        isNull(userSessions.revokedAt),
      ),
    )
    .returning({ sessionId: userSessions.id, userId: userSessions.userId });
  return ended;
}

/** Ends all sessions of a user, or all but one; gives the ids that ended, whose sockets the caller closes. */
export async function revokeAllSessions(
  database: Database,
  revocation: {
    readonly userId: string;
    readonly reason: RevocationReason;
    readonly at: Date;
    readonly exceptSessionId?: string;
  },
): Promise<string[]> {
  const { exceptSessionId } = revocation;
  const ended = await database
    .update(userSessions)
    .set({ revokedAt: revocation.at, revokedReason: revocation.reason })
    .where(
      and(
        hasId(userSessions.userId, revocation.userId),
        isNull(userSessions.revokedAt),
        exceptSessionId === undefined ? undefined : ne(userSessions.id, exceptSessionId),
      ),
    )
    .returning({ id: userSessions.id });
  return ended.map((session) => session.id);
}
