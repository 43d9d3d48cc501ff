import * as contract from "../../contract/http/self-limits.ts";
import type { SelfLimit } from "../../contract/http/self-limits.ts";
import * as queries from "../../db/queries/self-limits.ts";
import { resolveLimit } from "../../domain/trust/self-limit.ts";
import { refreshTerms } from "../jobs/refresh-terms.ts";
import { requireOwnUser } from "../middleware/ownership.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";

type Won = Awaited<ReturnType<typeof queries.readWon>>;

function toLimit(row: queries.SelfLimitRow, won: Won, at: Date): SelfLimit {
  const { currency, period, nextAt, nextLimitMinor } = row;
  const { dayMinor = 0, monthMinor = 0 } = won[currency] ?? {};
  const isWaiting = nextAt !== null && nextAt > at;
  return {
    currency,
    period,
    limitMinor: resolveLimit(queries.toSelfLimit(row), at.getTime()),
    next: isWaiting ? { limitMinor: nextLimitMinor, at: nextAt.toISOString() } : null,
    wonMinor: { auction: null, day: dayMinor, month: monthMinor }[period],
  };
}

export function mountSelfLimits(parts: Interface): void {
  mount(parts, contract.listSelfLimits, async (context, { params }) => {
    const { userId } = requireOwnUser(context, params.userId);
    const { database } = context.get("postgres");
    const at = new Date();
    const [rows, won] = await Promise.all([
      queries.listSelfLimits(database, userId),
      queries.readWon(database, { userId, at }),
    ]);
    return { data: rows.map((row) => toLimit(row, won, at)) };
  });
  mount(parts, contract.saveSelfLimit, async (context, { params, body }) => {
    const { userId } = requireOwnUser(context, params.userId);
    const postgres = context.get("postgres");
    const at = new Date();
    const saved = await queries.saveSelfLimit(postgres, { userId, ...body, at });
    await refreshTerms(context.env, postgres.database, { userId, at });
    return { data: toLimit(saved, await queries.readWon(postgres.database, { userId, at }), at) };
  });
}
