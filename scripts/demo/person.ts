import { login, refresh } from "../../contract/http/accounts.ts";
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

export async function signIn(origin: string, email: string): Promise<Person> {
  const anonymous = createApi({ baseUrl: origin, headers });
  const keeper = createSessionKeeper({
    requestRefresh: (refreshToken) =>
      anonymous.call(refresh, { body: refreshToken === null ? {} : { refreshToken } }),
  });
  const session = await anonymous.call(login, { body: { email, password: demoPassword } });
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
