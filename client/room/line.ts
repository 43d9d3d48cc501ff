import { heartbeat } from "../../contract/room/up.ts";
import { bounds } from "./bounds.ts";
import { addClockSample, computeClockOffsetMs } from "./clock-offset.ts";
import type { ClockSamples } from "./clock-offset.ts";

export interface LineDeps {
  readonly now: () => number;
  readonly send: (text: string) => boolean;
  /** The last fact this reader holds; what `clock.ping` acknowledges. */
  readonly readSeq: () => number;
  /** Nothing was heard for too long: the socket is dead though nobody closed it. */
  readonly onSilence: () => void;
}

/** Keeps one socket honest: is it alive, how do the clocks differ, how far has this reader come. */
export interface Line {
  /** A socket opened: measure the clock afresh (a device that slept has another offset). */
  open(): void;
  close(): void;
  /** Any frame arrived. */
  heard(): void;
  /** Facts arrived; the room will be told how far this reader is. */
  advanced(): void;
  pong(frame: { readonly t0: number; readonly nowMs: number }): void;
  /** Room clock minus local clock; null until this socket's first measurement. */
  readonly offsetMs: number | null;
}

export function createLine({ now, send, readSeq, onSilence }: LineDeps): Line {
  let samples: ClockSamples = [];
  let acknowledgedSeq = 0;
  let heardAtMs = 0;
  const timers: Partial<
    Record<"burst" | "acknowledge" | "heartbeat" | "silence", ReturnType<typeof setTimeout>>
  > = {};

  const clear = (name: keyof typeof timers): void => {
    clearTimeout(timers[name]);
    delete timers[name];
  };
  const set = (name: keyof typeof timers, delayMs: number, act: () => void): void => {
    clear(name);
    timers[name] = setTimeout(() => {
      delete timers[name];
      act();
    }, delayMs);
  };

  const ping = (): void => {
    acknowledgedSeq = readSeq();
    send(JSON.stringify({ type: "clock.ping", t0: now(), seq: acknowledgedSeq }));
  };

  const burst = (left: number): void => {
    ping();
    if (left > 1) set("burst", bounds.clockBurstEveryMs, () => burst(left - 1));
  };

  // These exact bytes are answered by the platform while the room sleeps; clock.ping would wake it.
  const beat = (): void => {
    const sentAtMs = now();
    send(heartbeat.ping);
    set("silence", bounds.heartbeatAnswerMs, () => {
      if (heardAtMs < sentAtMs) onSilence();
    });
    set("heartbeat", bounds.heartbeatEveryMs, beat);
  };

  return {
    open() {
      samples = [];
      heardAtMs = now();
      set("heartbeat", bounds.heartbeatEveryMs, beat);
      burst(bounds.clockBurst);
    },
    close() {
      clear("burst");
      clear("acknowledge");
      clear("heartbeat");
      clear("silence");
    },
    heard() {
      heardAtMs = now();
    },
    advanced() {
      if (timers.acknowledge !== undefined) return;
      set("acknowledge", bounds.acknowledgeEveryMs, () => {
        if (readSeq() > acknowledgedSeq) ping();
      });
    },
    pong({ t0, nowMs }) {
      samples = addClockSample(samples, { t0, t1: now(), nowMs });
    },
    get offsetMs() {
      return computeClockOffsetMs(samples);
    },
  };
}
