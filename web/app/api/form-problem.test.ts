import { describe, expect, it } from "vitest";

import { ApiError } from "../../../client/http/api-error.ts";
import { toFormProblem } from "./form-problem.ts";

type Details = ConstructorParameters<typeof ApiError>[0]["details"];

const refuse = (code: string, details?: Details) =>
  toFormProblem(new ApiError({ code, message: "No.", status: 409, requestId: "request-1", details }));

describe("what a form shows when it was refused", () => {
  it("is a sentence, and no more, for a refusal without details", () => {
    const plain = { code: "conflict", message: "No.", fields: {}, requestId: "request-1" };
    expect(refuse("conflict")).toEqual(plain);
    expect(refuse("conflict", { methods: ["totp"], orders: 2 })).toEqual(plain);
  });

  it.each([
    ["is too short", "Is too short."],
    ["Use 12 characters; no fewer.", "Use 12 characters; no fewer."],
    ["is it you?", "Is it you?"],
    ["no!", "No!"],
  ])("turns %j under its field into %j", (message, shown) => {
    const details = [
      { path: "password", code: "x", message },
      { path: "password", code: "y", message: "comes second" },
    ];
    expect(refuse("validation_failed", details).fields).toEqual({ password: shown });
  });

  it.each<[Details, readonly string[]]>([
    [{ methods: ["totp", "passkey"] }, ["totp", "passkey"]],
    [{ methods: ["totp", 7, null] }, ["totp"]],
    [{ methods: "totp" }, []],
    [{}, []],
    [undefined, []],
    [[{ path: "a", code: "b", message: "c" }], []],
  ])("offers the proofs that would do: %j", (details, methods) => {
    expect(refuse("mfa_required", details).methods).toEqual(methods);
  });

  it.each<[Details, Readonly<Record<string, number>>]>([
    [
      { openOrders: 2, liveAuctions: 1 },
      { openOrders: 2, liveAuctions: 1 },
    ],
    [{ openOrders: 0, liveAuctions: 3 }, { liveAuctions: 3 }],
    [{ openOrders: "2", leadingBids: null, other: [1] }, {}],
    [{ openOrders: -1, liveAuctions: Number.NaN }, {}],
    [undefined, {}],
    [[{ path: "a", code: "b", message: "c" }], {}],
  ])("counts what stands in the way of leaving: %j", (details, counts) => {
    expect(refuse("obligations_open", details).counts).toEqual(counts);
  });
});
