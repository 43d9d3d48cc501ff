import type { Context } from "hono";
import type { DatabaseClient } from "../db/database.ts";
import type { UserRole } from "../domain/access/roles.ts";
import type { Scope } from "../domain/access/scopes.ts";
import type { BucketRule } from "../domain/token-bucket.ts";
import type { CacheSource } from "./cache/cache.ts";
import type { Settings } from "./env.ts";

/** Somebody signed in, as their token and their session say, or a program with a key of theirs. */
export interface SignedIn {
  readonly userId: string;
  readonly role: UserRole;
  readonly displayName: string;
  /** The sign-in behind the access token; with an API key the key's own id, which is no sign-in's. */
  readonly sessionId: string;
  /** When this has to be asked again: the end of the access token; with a key a quarter of an hour at most. */
  readonly expiresAtMs: number;
  /** What the key may be used for; null without one. */
  readonly keyScopes: readonly Scope[] | null;
}

/** A limit as it stood after it counted a request. */
export interface CountedRate {
  readonly name: string;
  readonly rule: BucketRule;
  readonly remaining: number;
  readonly retryAfterMs: number;
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
    /** Aborted when the request has had its time; Postgres hears of it. */
    deadline: AbortController;
    /** Somebody else's thing that the house's permission opened to the caller: what is done to it goes into the audit log. */
    overseen?: { readonly subjectType: string; readonly subjectId: string };
    /** The limits that counted this request, for its answer's headers. */
    rates: CountedRate[];
    /** The tier of the cache that answered; "stale" with Postgres away. */
    source?: CacheSource | "stale";
  };
}

export type AppContext = Context<AppEnvironment>;
