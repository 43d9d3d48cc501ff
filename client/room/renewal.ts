import { bounds } from "./bounds.ts";

export interface RenewalDeps {
  readonly now: () => number;
  readonly random: () => number;
  /** Renews the login session and the socket's place in it; returns when the new session ends, null when it cannot. */
  readonly renew: () => Promise<number | null>;
}

/** Renews a socket's session before it ends, so that the room does not have to close it with 4401. */
export interface Renewal {
  /** The current session ends at this local time; null when nobody knows or nobody is signed in. */
  schedule(expiresAtMs: number | null): void;
  cancel(): void;
}

export function createRenewal({ now, random, renew }: RenewalDeps): Renewal {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Of the schedule in force: a renewal that comes back after a cancel or a newer schedule is of no use.
  let turn = 0;

  const schedule = (expiresAtMs: number | null): void => {
    cancel();
    if (expiresAtMs === null) return;
    const leadMs = bounds.renewBeforeMs * (1 + random());
    const mine = turn;
    timer = setTimeout(
      () =>
        void renew().then((nextMs) => {
          if (mine === turn) schedule(nextMs);
        }),
      // A session shorter than the lead is renewed half-way, never in a tight loop.
      Math.max(expiresAtMs - now() - leadMs, (expiresAtMs - now()) / 2, 1_000),
    );
  };
  const cancel = (): void => {
    turn += 1;
    clearTimeout(timer);
  };
  return { schedule, cancel };
}
