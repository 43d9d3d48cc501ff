import { Session, readAttachment } from "./session.ts";

/** The open sockets of the room. */
export interface Sessions {
  readonly add: (session: Session) => void;
  readonly remove: (session: Session) => void;
  readonly find: (socket: WebSocket) => Session | undefined;
  /** All of them, in no order that means anything. Valid until the next add or remove. */
  readonly all: () => readonly Session[];
  readonly ofUser: (userId: string) => readonly Session[];
  readonly countOfAddress: (address: string) => number;
  readonly userIds: () => Iterable<string>;
}

export function createSessions(): Sessions {
  const list: Session[] = [];
  const places = new Map<WebSocket, number>();
  const byUser = new Map<string, Session[]>();
  const byAddress = new Map<string, number>();

  const count = (address: string | null, change: number): void => {
    if (address === null) return;
    const next = (byAddress.get(address) ?? 0) + change;
    if (next > 0) byAddress.set(address, next);
    else byAddress.delete(address);
  };

  return {
    add: (session) => {
      places.set(session.socket, list.length);
      list.push(session);
      count(session.address, 1);
      const { userId } = session.caller;
      if (userId !== null) byUser.set(userId, [...(byUser.get(userId) ?? []), session]);
    },
    remove: (session) => {
      const place = places.get(session.socket);
      if (place === undefined) return;
      places.delete(session.socket);
      const last = list.pop();
      if (last !== undefined && last !== session) {
        list[place] = last;
        places.set(last.socket, place);
      }
      count(session.address, -1);
      const { userId } = session.caller;
      if (userId === null) return;
      const left = (byUser.get(userId) ?? []).filter((other) => other !== session);
      if (left.length > 0) byUser.set(userId, left);
      else byUser.delete(userId);
    },
    find: (socket) => {
      const place = places.get(socket);
      return place === undefined ? undefined : list[place];
    },
    all: () => list,
    ofUser: (userId) => byUser.get(userId) ?? [],
    countOfAddress: (address) => byAddress.get(address) ?? 0,
    userIds: () => byUser.keys(),
  };
}

/**
 * Finds the sockets that outlived the object's memory. What they had been sent is not known any more; they are taken
 * to be at the head, and one that is not says so in its next `clock.ping`, which is answered with what it missed.
 */
export function restoreSessions(sessions: Sessions, sockets: readonly WebSocket[], headSeq: number): void {
  for (const socket of sockets) {
    if (socket.readyState !== WebSocket.READY_STATE_OPEN) continue;
    const attachment = readAttachment(socket);
    if (attachment === null) socket.close(1012, "join again");
    else sessions.add(Session.restore(socket, attachment, headSeq));
  }
}
