import * as contract from "../../contract/http/strikes.ts";
import type { Strike } from "../../contract/http/strikes.ts";
import * as queries from "../../db/queries/strikes.ts";
import { must } from "../../domain/result.ts";
import { computeBlockedUntilMs, isCounting, strikeRules } from "../../domain/trust/strikes.ts";
import type { AppContext } from "../environment.ts";
import { refreshTerms } from "../jobs/refresh-terms.ts";
import { requireSignedIn } from "../middleware/authenticate.ts";
import { requireOwnUser } from "../middleware/ownership.ts";
import { Problem, notFound } from "../middleware/problem.ts";
import { describeRequest } from "./account-audit.ts";
import type { Interface } from "./mount.ts";
import { mount } from "./mount.ts";
import { workBehind } from "./order-actions.ts";
import { requirePage } from "./page.ts";

const toRule = ({ expiresAt, removedAt }: queries.Strike) => ({
  expiresAtMs: expiresAt.getTime(),
  isRemoved: removedAt !== null,
});

const toStrike = (row: queries.Strike): Strike => ({
  id: row.id,
  orderId: row.orderId,
  title: row.title,
  isCounting: isCounting(toRule(row), Date.now()),
  givenAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  removedAt: row.removedAt?.toISOString() ?? null,
  appealStatus: row.appealStatus,
  appeal: row.appeal,
  decision: row.decision,
});

const readBack = async (context: AppContext, strikeId: string) => {
  const found = await queries.findStrike(context.get("postgres").database, strikeId);
  return { data: toStrike(must(found, "it was just changed")) };
};

export function mountStrikes(parts: Interface): void {
  mount(parts, contract.readStrikes, async (context, { params }) => {
    const { userId } = requireOwnUser(context, params.userId);
    const strikes = await queries.listStrikesOf(context.get("postgres").database, userId);
    const blockedUntilMs = computeBlockedUntilMs(strikes.map(toRule), Date.now());
    return {
      data: {
        countingMax: strikeRules.blockedAt,
        blockedUntil: blockedUntilMs === null ? null : new Date(blockedUntilMs).toISOString(),
        strikes: strikes.map(toStrike),
      },
    };
  });
  mount(parts, contract.appealStrike, async (context, { params, body }) => {
    const { userId } = requireSignedIn(context);
    const appeal = { strikeId: params.id, userId, text: body.text, at: new Date() };
    const appealed = await queries.appealStrike(context.get("postgres").database, appeal);
    if (appealed.ok) return readBack(context, params.id);
    if (appealed.refusal === "not_found") throw notFound("strike");
    throw new Problem(appealed.refusal, "A strike is appealed once, while it counts.");
  });
  mount(parts, contract.listAppeals, async (context, { query }) =>
    requirePage(await queries.listAppeals(context.get("postgres").database, query), ({ strike, person }) => ({
      ...toStrike(strike),
      person,
    })),
  );
  mount(parts, contract.decideStrike, async (context, { params, body }) => {
    const { userId: decidedBy } = requireSignedIn(context);
    const postgres = context.get("postgres");
    const request = describeRequest(context);
    const at = new Date();
    const decided = await queries.decideStrike(postgres, {
      strikeId: params.id,
      ...body,
      decidedBy,
      at,
      request,
    });
    if (!decided.ok) {
      if (decided.refusal === "not_found") throw notFound("strike");
      throw new Problem(decided.refusal, "It was taken back before, or nobody asked for that.");
    }
    const { userId, work } = decided.value;
    workBehind(context, work);
    await refreshTerms(context.env, postgres.database, { userId, at });
    return readBack(context, params.id);
  });
}
