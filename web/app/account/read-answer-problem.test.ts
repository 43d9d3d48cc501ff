import { describe, expect, it } from "vitest";

import { readAnswerProblem } from "./read-answer-problem.server.ts";

const unreadable = {
  code: "unreadable_answer",
  message: "The server's answer could not be read.",
  fields: {},
};

describe("what a refused answer says", () => {
  it("is its own code and sentence, with the number support asks for", async () => {
    const error = { code: "rate_limited", message: "Too many exports.", requestId: "request-1" };
    expect(await readAnswerProblem(Response.json({ success: false, error }, { status: 429 }))).toEqual({
      code: "rate_limited",
      message: "Too many exports.",
      fields: {},
      requestId: "request-1",
    });
  });

  it("is a sentence under each field it names", async () => {
    const details = [{ path: "email", code: "invalid_format", message: "is not an e-mail address" }];
    const error = { code: "validation_failed", message: "email: wrong", details, requestId: "1" };
    const problem = await readAnswerProblem(Response.json({ success: false, error }, { status: 400 }));
    expect(problem.fields).toEqual({ email: "Is not an e-mail address." });
  });

  it.each([
    ["no JSON", new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["nothing", new Response(null, { status: 503 })],
    ["a success", Response.json({ success: true, data: null })],
    ["another envelope", Response.json({ error: "no" }, { status: 500 })],
  ])("is that it cannot be read where there is %s", async (_what, answer) => {
    answer.headers.set("X-Request-Id", "request-2");
    expect(await readAnswerProblem(answer)).toEqual({ ...unreadable, requestId: "request-2" });
  });
});
