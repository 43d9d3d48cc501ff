import ReconnectingWebSocket from "partysocket/ws";
import { closeCodes, subprotocol, ticketProtocolPrefix } from "../../contract/room/down.ts";
import { computeBackoffMs } from "./backoff.ts";
import { bounds } from "./bounds.ts";

/** What the connection needs of a WebSocket class: the standard constructor, as browsers, Node and workerd have it. */
export type WebSocketClass = new (url: string, protocols?: string | string[]) => unknown;

/** Where to connect this time. A ticket works once, so every attempt asks for a fresh one. */
export interface Target {
  readonly url: string;
  readonly ticket: string;
}

/** `stop`: no further attempt can succeed until the person does something. */
export type Preparation =
  | { readonly type: "go"; readonly target: Target }
  | { readonly type: "later"; readonly atLeastMs?: number }
  | { readonly type: "stop"; readonly reason: StopReason };

/** Why a client stopped trying. `closed` is its own `close()`. */
export type StopReason = "blocked" | "signed-out" | "not-found" | "forbidden" | "closed";

export interface ConnectionDeps {
  readonly WebSocket: WebSocketClass;
  readonly now: () => number;
  readonly random: () => number;
  /** Gets a ticket. `closeCode` is how the last connection ended, null the first time. Must not throw. */
  readonly prepare: (closeCode: number | null) => Promise<Preparation>;
  readonly onOpen: () => void;
  readonly onText: (text: string) => void;
  /** `nextAttemptAtMs` is not known yet when this is called; see `onWait`. */
  readonly onClose: (code: number) => void;
  readonly onWait: (nextAttemptAtMs: number) => void;
  readonly onStop: (reason: StopReason) => void;
}

export interface Connection {
  /** False when there is no open socket. */
  send(text: string): boolean;
  /** Drops the socket, if any, and connects again with backoff. */
  renew(): void;
  /** Ends the current wait: the network is back, or the page is looked at again. */
  hurry(): void;
  close(): void;
}

const nowhere: Target = { url: "", ticket: "" };
/** The standard's code for a socket that died without a goodbye. */
const ABNORMAL_CLOSURE = 1006;
/** Ours, for a socket this side gave up on; the room never sees it as anything but a close. */
const STALE_CLOSURE = 4000;

/**
 * One socket after another to the same room. partysocket keeps the socket: listeners, time-outs, what differs between
 * browsers, Node, workerd and React Native. Waiting is ours, inside its URL provider, because its own delay has no
 * jitter, knows no close codes and no Retry-After, and starts before there is a ticket, which lives 30 s only.
 */
export function createConnection(deps: ConnectionDeps): Connection {
  let failures = 0;
  let lastCloseCode: number | null = null;
  let openedAtMs: number | null = null;
  let stopped = false;
  let cutWaitShort: (() => void) | null = null;
  let preparing = Promise.resolve(nowhere);

  const isStopped = (): boolean => stopped;
  const stop = (reason: StopReason): void => {
    if (stopped) return;
    stopped = true;
    socket.close();
    cutWaitShort?.();
    deps.onStop(reason);
  };

  const wait = async (waitMs: number): Promise<void> => {
    if (waitMs <= 0) return;
    deps.onWait(deps.now() + waitMs);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      cutWaitShort = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    cutWaitShort = null;
  };

  const findTarget = async (): Promise<Target> => {
    const crowd = lastCloseCode === closeCodes.reconnect || lastCloseCode === closeCodes.tooSlow;
    let atLeastMs = 0;
    // partysocket asks once more after it was closed; it looks again when this resolves, and makes no socket then.
    while (!isStopped()) {
      await wait(computeBackoffMs({ failures, crowd, atLeastMs }, deps.random));
      if (isStopped()) break;
      failures += 1;
      const preparation = await deps.prepare(lastCloseCode);
      if (preparation.type === "go") return preparation.target;
      if (preparation.type === "stop") stop(preparation.reason);
      else atLeastMs = preparation.atLeastMs ?? 0;
    }
    return nowhere;
  };

  const socket = new ReconnectingWebSocket(
    () => {
      preparing = findTarget();
      return preparing.then(({ url }) => url);
    },
    async () => {
      // partysocket asks for the protocols right after the URL, in the same turn.
      const { ticket } = await preparing;
      return [subprotocol, `${ticketProtocolPrefix}${ticket}`];
    },
    {
      WebSocket: deps.WebSocket,
      minReconnectionDelay: 0,
      maxReconnectionDelay: 0,
      connectionTimeout: bounds.connectTimeoutMs,
      // Nothing is queued below us: what must be sent again after a reconnect is in `commands.ts`.
      maxEnqueuedMessages: 0,
      startClosed: true,
      shouldReconnectOnClose: () => !stopped,
    },
  );

  socket.addEventListener("open", () => {
    openedAtMs = deps.now();
    deps.onOpen();
  });
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string") deps.onText(data);
  });
  socket.addEventListener("close", ({ code }) => {
    // partysocket also reports the closing of an attempt that never opened.
    if (openedAtMs !== null && deps.now() - openedAtMs >= bounds.goodConnectionMs) failures = 1;
    openedAtMs = null;
    lastCloseCode = code ?? ABNORMAL_CLOSURE;
    if (stopped) return;
    deps.onClose(lastCloseCode);
    if (lastCloseCode === closeCodes.blocked) stop("blocked");
  });
  // Every error is followed by a close, which is where it is dealt with.
  socket.addEventListener("error", () => undefined);
  socket.reconnect();

  return {
    send(text) {
      if (stopped || socket.readyState !== ReconnectingWebSocket.OPEN) return false;
      socket.send(text);
      return true;
    },
    renew() {
      if (!stopped) socket.reconnect(STALE_CLOSURE, "stale");
    },
    hurry() {
      cutWaitShort?.();
    },
    close() {
      stop("closed");
    },
  };
}
