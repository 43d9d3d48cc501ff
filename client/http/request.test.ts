import { expect, expectTypeOf, test } from "vitest";
import type { login, refresh } from "../../contract/http/accounts.ts";
import { listAuctions, readAuction } from "../../contract/http/auctions.ts";
import { readLog } from "../../contract/http/history.ts";
import type { placeBid } from "../../contract/http/rooms.ts";
import { toPath } from "./request.ts";
import type { RequestOf } from "./request.ts";

test("a path is the operation's, with its parameters encoded and its query as text", () => {
  expect(toPath(readAuction, { params: { id: "a/../b?c" } })).toBe("/api/v1/auctions/a%2F..%2Fb%3Fc");
  expect(toPath(readLog, { params: { id: "a1" }, query: { afterSeq: 41, limit: undefined } })).toBe(
    "/api/v1/auctions/a1/log?afterSeq=41",
  );
  expect(toPath(listAuctions, { query: { q: "vase & bowl", status: "live" } })).toBe(
    "/api/v1/auctions?q=vase+%26+bowl&status=live",
  );
  expect(toPath(listAuctions, {})).toBe("/api/v1/auctions");
  expect(() => toPath(readAuction, {})).toThrow("parameter id of readAuction");
});

test("a request asks for what the operation's schemas require, and no more", () => {
  expectTypeOf<{ params: { id: string } }>().toExtend<RequestOf<typeof readAuction>>();
  expectTypeOf<Record<string, never>>().not.toExtend<RequestOf<typeof readAuction>>();
  expectTypeOf<Record<string, never>>().toExtend<RequestOf<typeof listAuctions>>();
  expectTypeOf<{ query: { limit: number } }>().toExtend<RequestOf<typeof listAuctions>>();
  expectTypeOf<{ query: { status: "sold" } }>().not.toExtend<RequestOf<typeof listAuctions>>();
  expectTypeOf<{ params: { id: string }; query: { afterSeq: number } }>().toExtend<
    RequestOf<typeof readLog>
  >();
  expectTypeOf<{ params: { id: string }; body: { amountMinor: number } }>().toExtend<
    RequestOf<typeof placeBid>
  >();
  expectTypeOf<{ params: { id: string } }>().not.toExtend<RequestOf<typeof placeBid>>();
  expectTypeOf<{ body: { email: string } }>().not.toExtend<RequestOf<typeof login>>();
  expectTypeOf<Record<string, never>>().toExtend<RequestOf<typeof refresh>>();
});
