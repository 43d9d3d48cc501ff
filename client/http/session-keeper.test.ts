import { expect, test, vi } from "vitest";
import type { Session } from "../../contract/http/accounts.ts";
import { ApiError } from "./api-error.ts";
import { createSessionKeeper } from "./session-keeper.ts";
import type { KeptSession } from "./session-keeper.ts";

const session = (accessToken: string, refreshToken?: string): Session => ({
  user: {
    id: "u1",
    email: "ada@example.test",
    displayName: "Ada",
    role: "buyer",
    createdAt: "2026-11-21T00:00:00.000Z",
  } as Session["user"],
  accessToken,
  accessTokenExpiresAt: "2026-11-21T18:00:00.000Z",
  ...(refreshToken === undefined ? {} : { refreshToken }),
});
const refused = new ApiError({ code: "invalid_token", message: "Over.", status: 401, requestId: null });

function keep(
  requestRefresh: (refreshToken: string | null) => Promise<Session>,
  kept: KeptSession | null = null,
) {
  const onChange = vi.fn<(session: KeptSession | null) => void>();
  return { keeper: createSessionKeeper({ requestRefresh, kept, onChange }), onChange };
}

test("holds what it is given, and says so to whoever stores it", () => {
  const { keeper, onChange } = keep(async () => session("a2"));
  expect([keeper.getAccessToken(), keeper.expiresAtMs]).toEqual([null, null]);
  keeper.adopt(session("a1", "r1"));
  expect([keeper.getAccessToken(), keeper.expiresAtMs]).toEqual(["a1", Date.parse("2026-11-21T18:00:00Z")]);
  keeper.clear();
  expect(keeper.getAccessToken()).toBeNull();
  expect(onChange.mock.calls.map(([kept]) => kept?.refreshToken)).toEqual(["r1", undefined]);
});

test("refreshes with what it holds, and takes the new pair", async () => {
  const requestRefresh = vi.fn<(refreshToken: string | null) => Promise<Session>>(async () =>
    session("a2", "r2"),
  );
  const { keeper } = keep(requestRefresh, {
    accessToken: "a1",
    accessTokenExpiresAtMs: 1,
    refreshToken: "r1",
  });
  await expect(keeper.refresh()).resolves.toBe(true);
  expect(requestRefresh).toHaveBeenCalledWith("r1");
  expect(keeper.getAccessToken()).toBe("a2");
});

test("only the server's word ends a sign-in", async () => {
  const answers = [new TypeError("offline"), refused];
  const { keeper } = keep(async () => {
    throw answers.shift() ?? new Error("no more");
  });
  keeper.adopt(session("a1"));
  await expect(keeper.refresh()).resolves.toBe(false);
  expect(keeper.getAccessToken()).toBe("a1");
  await expect(keeper.refresh()).resolves.toBe(false);
  expect(keeper.getAccessToken()).toBeNull();
});
