import { describe, expect, it } from "vitest";

import { createPageSession } from "./page-session.server.ts";

function answer(...cookies: string[]): Response {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { headers });
}

describe("the cookies of a page", () => {
  it.each([
    ["", false, false],
    ["theme=dark", false, false],
    ["access=a.b=", true, false],
    ["refresh=r", true, true],
    ["__Host-refresh=r; theme=dark", true, true],
    ["__Host-access=a; __Host-refresh=r", true, false],
  ])("of %j", (header, hasTokens, needsRefresh) => {
    const session = createPageSession(header);
    expect([session.hasTokens(), session.needsRefresh()]).toEqual([hasTokens, needsRefresh]);
  });

  it("go on with what the interface set, and reach the browser once", () => {
    const session = createPageSession("theme=dark; refresh=old");
    session.takeFrom(answer("access=new; Path=/; HttpOnly", "refresh=newer; Path=/; HttpOnly"));
    expect(session.getCookieHeader()).toBe("theme=dark; refresh=newer; access=new");
    const headers = new Headers();
    session.giveTo(headers);
    session.giveTo(headers);
    expect(headers.getSetCookie()).toEqual([
      "access=new; Path=/; HttpOnly",
      "refresh=newer; Path=/; HttpOnly",
    ]);
    expect(headers.get("Cache-Control")).toBe("no-store");
  });

  it("forget what was removed", () => {
    const session = createPageSession("access=a; refresh=r");
    session.takeFrom(answer("access=; Max-Age=0; Path=/", "refresh=; Path=/; Max-Age=0"));
    expect(session.hasTokens()).toBe(false);
  });
});
