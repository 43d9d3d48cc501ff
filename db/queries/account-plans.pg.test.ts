import { getId, hash, id, kinds, moment, openPlanStage, page } from "../../test/support/query-plans.ts";
import { listActivity } from "./activity.ts";
import { listAddresses } from "./addresses.ts";
import { listAuditOf } from "./audit.ts";
import { claimRequest } from "./idempotency.ts";
import { rotateSession } from "./rotate-session.ts";
import { listSessionRooms } from "./session-rooms.ts";
import { findLiveSession, listSessions } from "./sessions.ts";
import { deletePassed } from "./sweep.ts";
import { findUserForLogin } from "./users.ts";

const { database, second, testPlans } = await openPlanStage([
  `insert into user_sessions (id, user_id, last_seen_at, expires_at)
   select ${id(kinds.session, "n")}, ${id(kinds.user, "1 + n % 10000")}, ${moment}, timestamptz '2027-01-01'
   from generate_series(1, 30000) n`,
  `insert into session_rooms (session_id, auction_id, joined_at)
   select ${id(kinds.session, "n")}, ${id(kinds.auction, "1 + n % 8000")}, ${moment} from generate_series(1, 30000) n`,
  `insert into audit_log (id, at, actor_id, action, subject_type, subject_id)
   select gen_random_uuid(), ${moment}, ${id(kinds.user, "1 + n % 2000")}, 'session.ended', 'session', 'x'
   from generate_series(1, 30000) n`,
  `insert into refresh_tokens (token_hash, session_id, issued_at, expires_at)
   select ${hash("n")}, ${id(kinds.session, "n")}, ${moment}, timestamptz '2027-01-01'
   from generate_series(1, 30000) n`,
  `insert into addresses (id, user_id, full_name, line1, city, postal_code, country, preference)
   select gen_random_uuid(), ${id(kinds.user, "n")}, 'Ana', 'Street', 'City', '1', 'US', -n
   from generate_series(1, 10000) n`,
  `insert into idempotency_keys (user_id, key, request_hash, status, locked_until, expires_at)
   select ${id(kinds.user, "1 + n % 10000")}, 'key-' || n, ${hash("n")}, 'running', now(), timestamptz '2027-01-01'
   from generate_series(1, 20000) n`,
]);

const user = getId(kinds.user, 1_002);
const at = new Date(Date.UTC(2026, 10, 21));

testPlans([
  {
    what: "the rooms a sign-in entered",
    run: async () => listSessionRooms(database, [getId(kinds.session, 9)]),
    uses: ["session_rooms_pkey"],
  },
  {
    what: "an account at sign-in",
    run: async () => findUserForLogin(database, "user7@example.com"),
    uses: ["users_email_unique"],
  },
  {
    what: "the session of an access token",
    run: async () => findLiveSession(database, getId(kinds.session, 9), at),
    uses: ["user_sessions_pkey"],
  },
  {
    what: "the devices of somebody",
    run: async () => listSessions(database, user, at),
    uses: ["user_sessions_user_id_index"],
  },
  {
    what: "what somebody did",
    run: async () => listAuditOf(database, user, page),
    uses: ["audit_log_actor_index"],
  },
  {
    what: "the activity of somebody, of every kind",
    run: async () =>
      second(async (request) =>
        listActivity(database, { userId: user, types: ["account", "bid", "purchase", "sale"] }, request),
      ),
    uses: ["audit_log_actor_index", "bids_bidder_index", "orders_buyer_index", "orders_seller_index"],
    inOrder: "each",
  },
  {
    what: "a refresh",
    run: async () =>
      rotateSession(database, {
        tokenHash: "7".padStart(64, "0"),
        childHash: "f".repeat(64),
        at,
        expiresAt: new Date(Date.UTC(2027, 0)),
        graceMs: 10_000,
        ipAddress: null,
        place: null,
        userAgent: null,
      }),
    uses: ["refresh_tokens_pkey", "user_sessions_pkey"],
  },
  {
    what: "the addresses of somebody",
    run: async () => listAddresses(database, user, page),
    uses: ["addresses_user_id_index"],
  },
  {
    what: "an idempotency key",
    run: async () =>
      claimRequest(database, {
        userId: getId(kinds.user, 8),
        key: "key-7",
        requestHash: "7".padStart(64, "0"),
        at,
        lockMs: 60_000,
        lifeMs: 86_400_000,
      }),
    uses: ["idempotency_keys_pkey"],
  },
  {
    what: "what the sweep removes of sign-ins",
    run: async () => deletePassed(database, "signIns", { at, limit: 10 }),
    uses: ["user_sessions_expires_at_index"],
  },
  {
    what: "what the sweep removes of refresh tokens",
    run: async () => deletePassed(database, "refreshTokens", { at, limit: 10 }),
    uses: ["refresh_tokens_expires_at_index"],
  },
  {
    what: "what the sweep removes of idempotency keys",
    run: async () => deletePassed(database, "idempotencyKeys", { at, limit: 10 }),
    uses: ["idempotency_keys_expires_at_index"],
  },
]);
