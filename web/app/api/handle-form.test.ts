import { describe, expect, it } from "vitest";

import { ApiError } from "../../../client/http/api-error.ts";
import { handleForm } from "./handle-form.server.ts";

function send(values: Readonly<Record<string, string>>): Request {
  const body = new URLSearchParams(values);
  return new Request("https://blytz.example/account/profile?from=mail", { method: "POST", body });
}

const refused = (code: string, status: number) =>
  Promise.reject(new ApiError({ code, message: "No.", status, requestId: "request-1" }));

const handlers = {
  rename: (form: FormData) => Promise.resolve({ name: form.get("name") }),
  remove: () => refused("conflict", 409),
  leave: () => refused("auth_required", 401),
  wait: () => refused("unreachable", 0),
  break: () => Promise.reject(new Error("a bug")),
};

/** What was thrown as the page's answer. */
async function catchAnswer(work: Promise<unknown>): Promise<Response> {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof Response) return thrown;
  throw new Error("no answer was thrown", { cause: thrown });
}

describe("a form of a page that has several", () => {
  it("is carried out by its intent, and says which it was", async () => {
    const { data, init } = await handleForm(send({ intent: "rename", name: "Ana" }), handlers);
    expect(data).toEqual({ intent: "rename", ok: true, value: { name: "Ana" } });
    expect(init?.status).toBe(200);
  });

  it.each([
    ["remove", 409, "conflict"],
    // No answer at all is a service that is away.
    ["wait", 503, "unreachable"],
  ])("that is refused is the page's to show: %s", async (intent, status, code) => {
    const { data, init } = await handleForm(send({ intent }), handlers);
    expect(data).toMatchObject({ intent, ok: false, problem: { code, requestId: "request-1" } });
    expect(init?.status).toBe(status);
  });

  it("whose sign-in is over sends its reader to sign in, and back to the page", async () => {
    const answer = await catchAnswer(handleForm(send({ intent: "leave" }), handlers));
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, "/login?to=%2Faccount%2Fprofile"]);
  });

  it.each([{}, { intent: "" }, { intent: "other" }, { intent: "toString" }, { intent: "__proto__" }])(
    "that asks for nothing there is, is refused: %j",
    async (values) => {
      expect((await catchAnswer(handleForm(send(values), handlers))).status).toBe(400);
    },
  );

  it("that breaks is a bug, and not hidden", async () => {
    await expect(handleForm(send({ intent: "break" }), handlers)).rejects.toThrow("a bug");
  });
});
