import { describe, expect, it } from "vitest";

import { findPendingSignIn } from "./pending-sign-in.server.ts";

const at = (path: string, cookie?: string): Request =>
  new Request(`https://blytz.example${path}`, { headers: cookie === undefined ? {} : { Cookie: cookie } });

const codeStep = "/login?step=code&methods=totp,recovery";

describe("a sign-in that waits for its second factor", () => {
  it.each([
    ["over https", "__Host-pending=token-1"],
    ["on a laptop", "pending=token-1"],
    ["among others", "theme=dark; __Host-pending=token-1; tz=UTC"],
    // The one with the prefix is ours for certain; anything on the domain could have set the other.
    ["rather than a plain one beside it", "pending=planted; __Host-pending=token-1"],
  ])("is found by its cookie %s", (_where, cookie) => {
    expect(findPendingSignIn(at(codeStep, cookie))).toEqual({
      step: "code",
      mfaToken: "token-1",
      methods: ["totp", "recovery"],
    });
  });

  it.each([
    ["at another step", "/login?methods=totp", "pending=token-1"],
    ["without its cookie", codeStep, undefined],
    ["with an empty cookie", codeStep, "pending="],
    ["with no method", "/login?step=code", "pending=token-1"],
    ["with an empty method", "/login?step=code&methods=", "pending=token-1"],
    ["with a method nobody has", "/login?step=code&methods=totp,guess", "pending=token-1"],
  ])("is none %s", (_how, path, cookie) => {
    expect(findPendingSignIn(at(path, cookie))).toBeUndefined();
  });
});
