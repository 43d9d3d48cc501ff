import { readAuction } from "../../contract/http/auctions.ts";
import { readLog } from "../../contract/http/history.ts";
import { joinAuction } from "../../contract/http/rooms.ts";
import { ApiError } from "../http/api-error.ts";
import type { Api } from "../http/api.ts";
import { createRoomClient } from "./room-client.ts";
import type { JoinOutcome, RoomClient, RoomClientDeps } from "./room-client.ts";

export interface EnterRoomOptions {
  readonly api: Api;
  readonly auctionId: string;
  /** The site's origin, for the socket. */
  readonly origin: string;
  /** When the login session ends, where the client knows; otherwise a 4401 tells. */
  readonly readSessionExpiresAtMs?: () => number | null;
  /** False for those who never sign in: a 4401 then just joins again. */
  readonly signedIn?: boolean;
  readonly deps?: Partial<RoomClientDeps>;
}

/** Enters an auction's room: tickets, far lots and missed facts come over the API, the rest over the socket. */
export function enterRoom(options: EnterRoomOptions): RoomClient {
  const { api, auctionId, origin, readSessionExpiresAtMs, signedIn = true, deps = {} } = options;
  const params = { id: auctionId };
  return createRoomClient({
    origin,
    deps,
    async join() {
      try {
        const { ticket, socketPath, snapshot, obstacle } = await api.call(joinAuction, { params });
        const sessionExpiresAtMs = readSessionExpiresAtMs?.() ?? null;
        return { type: "joined", ticket, socketPath, snapshot, obstacle, sessionExpiresAtMs };
      } catch (error) {
        return toJoinOutcome(error);
      }
    },
    ...(signedIn ? { refreshSession: () => api.refresh() } : {}),
    readLots: () => api.call(readAuction, { params }),
    async readLog(afterSeq) {
      const page = await api.call(readLog, { params, query: { afterSeq } });
      return page.facts;
    },
  });
}

/** Which failures of a join will not pass by waiting. */
function toJoinOutcome(error: unknown): JoinOutcome {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 401) return { type: "stop", reason: "signed-out" };
  if (error.status === 403)
    return { type: "stop", reason: error.code === "blocked" ? "blocked" : "forbidden" };
  if (error.status === 404) return { type: "stop", reason: "not-found" };
  return { type: "later", atLeastMs: error.retryAfterMs ?? 0 };
}
