import { type SQL, sql } from "drizzle-orm";
import { must } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { userSessions } from "../schema/user-sessions.ts";
import { hasId, isUuid } from "./ids.ts";

/** What an account can prove itself with. */
export interface Factors {
  readonly hasPassword: boolean;
  /** An authenticator app that was confirmed. */
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
  readonly recoveryCodesLeft: number;
}

interface FactorRow extends Record<string, unknown> {
  readonly has_password: boolean;
  readonly has_totp: boolean;
  readonly has_passkey: boolean;
  readonly recovery_codes_left: number;
}

/** Beside a `users owner` in the from clause. */
const factorColumns: SQL = sql`
  owner.password_hash is not null as has_password,
  exists (select from totp_factors where user_id = owner.id and confirmed_at is not null) as has_totp,
  exists (select from passkeys where user_id = owner.id) as has_passkey,
  (select count(*)::int from recovery_codes where user_id = owner.id and used_at is null) as recovery_codes_left`;

const toFactors = (row: FactorRow): Factors => ({
  hasPassword: row.has_password,
  hasTotp: row.has_totp,
  hasPasskey: row.has_passkey,
  recoveryCodesLeft: row.recovery_codes_left,
});

/** Whether signing in asks for more than a password. Recovery codes stand in for a factor and are none themselves. */
export const hasSecondFactor = ({ hasTotp, hasPasskey }: Factors): boolean => hasTotp || hasPasskey;

/** The factors of an account that exists. */
export async function readFactors(database: Database, userId: string): Promise<Factors> {
  const { rows } = await database.execute<FactorRow>(
    sql`select ${factorColumns} from users owner where owner.id = ${userId}`,
  );
  return toFactors(must(rows[0], "the account exists"));
}

/**
 * What goes with the last second factor: recovery codes, which recover nothing any more, and the proofs that sign-ins had
 * of it. Nothing happens while there is another one.
 */
export async function forgetFactorsWithoutAny(database: Database, userId: string): Promise<void> {
  await database.execute(sql`
    with bare as (
      select owner.id from users owner
      where owner.id = ${userId}
        and not exists (select from totp_factors where user_id = owner.id and confirmed_at is not null)
        and not exists (select from passkeys where user_id = owner.id)
    ), codes as (
      delete from recovery_codes using bare where user_id = bare.id
    )
    update user_sessions set second_factor_at = null from bare where user_id = bare.id`);
}

/** When what was last proved in a sign-in, and what its owner could prove. */
export interface SessionProofs extends Factors {
  readonly authenticatedAt: Date;
  readonly secondFactorAt: Date | null;
}

interface ProofRow extends FactorRow {
  readonly authenticated_at_ms: number;
  readonly second_factor_at_ms: number | null;
}

/** Undefined for a sign-in that is over, and for what is no sign-in at all, such as an API key. */
export async function findSessionProofs(
  database: Database,
  session: { readonly sessionId: string; readonly userId: string },
): Promise<SessionProofs | undefined> {
  if (!isUuid(session.sessionId)) return undefined;
  const { rows } = await database.execute<ProofRow>(sql`
    select (extract(epoch from family.authenticated_at) * 1000)::float8 as authenticated_at_ms,
      (extract(epoch from family.second_factor_at) * 1000)::float8 as second_factor_at_ms, ${factorColumns}
    from user_sessions family
    join users owner on owner.id = family.user_id
    where family.id = ${session.sessionId} and family.user_id = ${session.userId} and family.revoked_at is null`);
  const [row] = rows;
  if (row === undefined) return undefined;
  const secondFactorAt = row.second_factor_at_ms === null ? null : new Date(row.second_factor_at_ms);
  return { ...toFactors(row), authenticatedAt: new Date(row.authenticated_at_ms), secondFactorAt };
}

/** Notes a proof that was just given in a sign-in; what is left out stays. */
export async function recordProof(
  database: Database,
  sessionId: string,
  proof: { readonly authenticatedAt?: Date; readonly secondFactorAt?: Date },
): Promise<void> {
  await database.update(userSessions).set(proof).where(hasId(userSessions.id, sessionId));
}
