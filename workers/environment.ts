import type { Context } from "hono";
import type { DatabaseClient } from "../db/database.ts";
import type { UserRole } from "../domain/access/roles.ts";
import type { Settings } from "./env.ts";

/** Somebody signed in, as their token and their session say. */
export interface SignedIn {
  readonly userId: string;
  readonly role: UserRole;
  readonly displayName: string;
  readonly sessionId: string;
  readonly expiresAtMs: number;
}

/** What Hono hands to every handler. */
export interface AppEnvironment {
  Bindings: Cloudflare.Env;
  Variables: {
    settings: Settings;
    requestId: string;
    traceId: string;
    /** Opened lazily, closed behind the answer. */
    postgres: DatabaseClient;
    /** Null: signed out. */
    caller: SignedIn | null;
  };
}

export type AppContext = Context<AppEnvironment>;
