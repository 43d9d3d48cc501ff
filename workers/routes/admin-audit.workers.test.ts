import { beforeAll, expect, test } from "vitest";
import { toPath } from "../../client/http/request.ts";
import { hasPermission } from "../../domain/access/permissions.ts";
import { must } from "../../domain/result.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import { openMarket, requests } from "../../test/support/workers/market.ts";
import type { Market } from "../../test/support/workers/market.ts";
import { operations } from "../app.ts";

let api: TestApi;
let market: Market;
beforeAll(async () => {
  api = await createTestApi();
  market = await openMarket(api);
});

/** What only the house may do, and what changes something. */
const deeds = operations.filter(
  ({ access, method }) =>
    access !== "public" && access !== "signed-in" && !hasPermission("seller", access) && method !== "get",
);

/** What admins do to other people's things by the operations of their owners. */
const deedsOnOthers = ["editAuction", "addLot", "editLot", "deleteLot", "sayInDispute", "submitEvidence"];

test.each([...deeds.map(({ name }) => name), ...deedsOnOthers])(
  "%s by an admin is in the audit log, with who it was and the request",
  async (name) => {
    const operation = must(
      operations.find((known) => known.name === name),
      name,
    );
    const request = await must(requests[name], `a request for ${name}`)(market);
    const { token, id } = market.admin;
    const body = request.body === undefined ? {} : { body: request.body };
    const answer = await api.call(`${operation.method.toUpperCase()} ${toPath(operation, request)}`, {
      token,
      ...body,
    });
    expect([answer.status, answer.body?.error]).toEqual([
      expect.toSatisfy((status) => status < 300),
      undefined,
    ]);
    const requestId = answer.headers.get("X-Request-Id");
    const entries = await api.sql(
      "SELECT actor_id, request_id, action FROM audit_log WHERE request_id = $1",
      [requestId],
    );
    expect(entries).toEqual([
      { actor_id: id, request_id: requestId, action: expect.stringMatching(/^[a-z-]+\.[a-z-]+$/u) },
    ]);
  },
);
