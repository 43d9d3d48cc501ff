import { login, refresh, register } from "../../contract/http/accounts.ts";
import type { Session } from "../../contract/http/accounts.ts";
import type { z } from "../../contract/zod.ts";
import { createApi } from "../../client/http/api.ts";
import type { Api } from "../../client/http/api.ts";
import { createSessionKeeper } from "../../client/http/session-keeper.ts";
import { enterRoom } from "../../client/room/enter-room.ts";
import type { RoomClient } from "../../client/room/room-client.ts";
import { demoPassword } from "./people.ts";

/** Somebody signed in, as an app would be: tokens in memory, rooms entered through the public client. */
export interface Person {
  readonly userId: string;
  readonly api: Api;
  readonly enter: (auctionId: string) => RoomClient;
}

const headers = { "X-Client": "mobile" };

const callAnonymously = (origin: string) => createApi({ baseUrl: origin, headers });

/** Opens an account and stays signed in to it. */
export async function openAccount(origin: string, body: z.input<typeof register.body>): Promise<Person> {
  return toPerson(origin, await callAnonymously(origin).call(register, { body }));
}

export async function signIn(origin: string, email: string): Promise<Person> {
  return toPerson(
    origin,
    await callAnonymously(origin).call(login, { body: { email, password: demoPassword } }),
  );
}

function toPerson(origin: string, session: Session): Person {
  const keeper = createSessionKeeper({
    requestRefresh: (refreshToken) =>
      callAnonymously(origin).call(refresh, { body: refreshToken === null ? {} : { refreshToken } }),
  });
  keeper.adopt(session);
  const api = createApi({
    baseUrl: origin,
    headers,
    getAccessToken: () => keeper.getAccessToken(),
    refresh: () => keeper.refresh(),
  });
  return {
    userId: session.user.id,
    api,
    enter: (auctionId) =>
      enterRoom({ api, auctionId, origin, readSessionExpiresAtMs: () => keeper.expiresAtMs }),
  };
}
