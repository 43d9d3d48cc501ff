import type { Session } from "../../contract/http/accounts.ts";

/** What must outlive the app's process. Null means signed out. Browsers keep it in cookies and need no storage. */
export interface KeptSession {
  readonly accessToken: string;
  readonly accessTokenExpiresAtMs: number;
  /** Only outside browsers, where it is no cookie. */
  readonly refreshToken: string | null;
}

export interface SessionKeeperOptions {
  /** Calls POST /auth/refresh; throws when the sign-in is over. */
  readonly requestRefresh: (refreshToken: string | null) => Promise<Session>;
  readonly kept?: KeptSession | null;
  /** Called with what should be stored, or null after signing out. */
  readonly onChange?: (session: KeptSession | null) => void;
}

/** Holds the tokens of one sign-in for a client of the API and of rooms. */
export interface SessionKeeper {
  /** Takes the answer of register, login or refresh. */
  adopt(session: Session): void;
  clear(): void;
  getAccessToken(): string | null;
  /** Epoch milliseconds by the server's clock; null when signed out. */
  readonly expiresAtMs: number | null;
  refresh(): Promise<boolean>;
}

export function createSessionKeeper(options: SessionKeeperOptions): SessionKeeper {
  let kept = options.kept ?? null;

  const change = (next: KeptSession | null): void => {
    kept = next;
    options.onChange?.(next);
  };
  const adopt = (session: Session): void =>
    change({
      accessToken: session.accessToken,
      accessTokenExpiresAtMs: Date.parse(session.accessTokenExpiresAt),
      refreshToken: session.refreshToken ?? null,
    });

  return {
    adopt,
    clear: () => change(null),
    getAccessToken: () => kept?.accessToken ?? null,
    get expiresAtMs() {
      return kept?.accessTokenExpiresAtMs ?? null;
    },
    async refresh() {
      try {
        adopt(await options.requestRefresh(kept?.refreshToken ?? null));
        return true;
      } catch (error) {
        // Only the server's word ends a sign-in; a train in a tunnel does not.
        if (isRefused(error)) change(null);
        return false;
      }
    },
  };
}

function isRefused(error: unknown): boolean {
  return typeof error === "object" && error !== null && "status" in error && error.status === 401;
}
