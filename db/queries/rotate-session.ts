import { sql } from "drizzle-orm";
import { v7 as makeUuidV7 } from "uuid";
import type { UserRole } from "../../domain/access/roles.ts";
import { accept, refuse, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { type SessionPlace, trimPlace } from "./sessions.ts";

export interface Rotation extends Omit<SessionPlace, "device"> {
  /** SHA-256 of the token presented, hex. */
  readonly tokenHash: string;
  /** SHA-256 of the token derived from it, hex. */
  readonly childHash: string;
  readonly at: Date;
  /** When the child, and with it the family, runs out. */
  readonly expiresAt: Date;
  /** For how long the direct parent of the current token may be presented again. */
  readonly graceMs: number;
}

export interface RotatedSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly role: UserRole;
  readonly displayName: string;
  /** Whether a second factor was ever proved in this sign-in. */
  readonly hasSecondFactor: boolean;
  /** True for a retry that gets the child of the first time. */
  readonly repeated: boolean;
}

/** `reused`: a spent token came back too late; its family has just been revoked and the audit log says so. */
export type RotationRefusal = "unknown" | "expired" | "revoked" | "reused";

interface SessionRow extends Record<string, unknown> {
  readonly session_id: string;
  readonly user_id: string;
  readonly role: UserRole;
  readonly display_name: string;
  readonly has_second_factor: boolean;
}

/**
 * Spends a refresh token and puts its child in its place. Every step is one statement with its condition inside, so any
 * number of callers with one token see one winner: the row lock lets them pass one by one, and all but the first find
 * the token spent. Those then learn whether theirs was a harmless retry.
 */
export async function rotateSession(
  database: Database,
  rotation: Rotation,
): Promise<Result<RotatedSession, RotationRefusal>> {
  const won = await spendToken(database, rotation);
  if (won !== undefined) return accept(toSession(won, false));
  return judgeSpentToken(database, rotation);
}

const toSession = (row: SessionRow, repeated: boolean): RotatedSession => ({
  sessionId: row.session_id,
  userId: row.user_id,
  role: row.role,
  displayName: row.display_name,
  hasSecondFactor: row.has_second_factor,
  repeated,
});

/** The last condition is asked again under the family's row lock: a sign-out that got there first wins. */
async function spendToken(database: Database, rotation: Rotation): Promise<SessionRow | undefined> {
  const { ipAddress, place, userAgent } = trimPlace({ ...rotation, device: null });
  const at = sql`${rotation.at.toISOString()}::timestamptz`;
  const expiresAt = sql`${rotation.expiresAt.toISOString()}::timestamptz`;
  const { rows } = await database.execute<SessionRow>(sql`
    with spent as (
      update refresh_tokens token
      set spent_at = ${at}
      from user_sessions family
      join users owner on owner.id = family.user_id
      where token.token_hash = ${rotation.tokenHash}
        and token.spent_at is null
        and token.expires_at > ${at}
        and family.id = token.session_id
        and family.revoked_at is null
        and owner.disabled_at is null
        and owner.deleted_at is null
      returning token.session_id, family.user_id, owner.role, owner.display_name,
        family.second_factor_at is not null as has_second_factor
    ), child as (
      insert into refresh_tokens (token_hash, session_id, parent_hash, issued_at, expires_at)
      select ${rotation.childHash}, session_id, ${rotation.tokenHash}, ${at}, ${expiresAt} from spent
    ), family as (
      update user_sessions
      set last_seen_at = ${at}, expires_at = ${expiresAt},
          ip_address = ${ipAddress}::inet, place = ${place}, user_agent = ${userAgent}
      from spent
      where user_sessions.id = spent.session_id and user_sessions.revoked_at is null
      returning user_sessions.id
    )
    select spent.* from spent join family on family.id = spent.session_id`);
  return rows[0];
}

interface VerdictRow extends SessionRow {
  readonly outcome: RotationRefusal | "repeated";
}

/**
 * What a token that could not be spent means. Only the direct parent of the unspent token may come again, and only
 * within the grace; any other spent token has been in two hands, and the family ends.
 */
async function judgeSpentToken(
  database: Database,
  rotation: Rotation,
): Promise<Result<RotatedSession, RotationRefusal>> {
  const at = sql`${rotation.at.toISOString()}::timestamptz`;
  const { rows } = await database.execute<VerdictRow>(sql`
    with verdict as (
      select token.session_id, family.user_id, owner.role, owner.display_name,
        family.second_factor_at is not null as has_second_factor,
        case
          when family.revoked_at is not null or owner.disabled_at is not null or owner.deleted_at is not null
            then 'revoked'
          when token.spent_at is null then 'expired'
          when child.token_hash = ${rotation.childHash} and child.spent_at is null
            and token.spent_at >= ${at} - make_interval(secs => ${rotation.graceMs}::float8 / 1000)
            then 'repeated'
          else 'reused'
        end as outcome
      from refresh_tokens token
      join user_sessions family on family.id = token.session_id
      join users owner on owner.id = family.user_id
      left join refresh_tokens child on child.parent_hash = token.token_hash
      where token.token_hash = ${rotation.tokenHash}
    ), ended as (
      update user_sessions set revoked_at = ${at}, revoked_reason = 'reuse'
      from verdict
      where user_sessions.id = verdict.session_id and verdict.outcome = 'reused' and user_sessions.revoked_at is null
      returning user_sessions.id, user_sessions.user_id
    ), noted as (
      insert into audit_log (id, at, actor_id, action, subject_type, subject_id, ip_address)
      select ${makeUuidV7()}::uuid, ${at}, null, 'session.reused', 'session', ended.id::text,
        ${trimPlace({ ...rotation, device: null }).ipAddress}::inet
      from ended
    )
    select * from verdict`);
  const [verdict] = rows;
  if (verdict === undefined) return refuse("unknown");
  return verdict.outcome === "repeated" ? accept(toSession(verdict, true)) : refuse(verdict.outcome);
}
