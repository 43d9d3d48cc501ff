import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import type { ChatLine } from "../../contract/room/chat.ts";
import { must } from "../../domain/result.ts";
import type { Actor, RoomCommand } from "../../domain/room/command.ts";
import type { Context } from "../../domain/room/context.ts";
import { decideDue, nextDeadline } from "../../domain/room/deadline.ts";
import { decide } from "../../domain/room/decide.ts";
import type { Answer, Decision, JournalEntry } from "../../domain/room/entry.ts";
import { evolve } from "../../domain/room/evolve.ts";
import type { Fact } from "../../domain/room/fact.ts";
import { composeEntry, computeRoomNow } from "../../domain/room/journal.ts";
import type { Sender } from "../../domain/room/journal.ts";
import { chatRule, commandRule } from "../../domain/room/rate.ts";
import {
  computeCommandHash,
  computeRememberKey,
  findRememberKey,
  recall,
} from "../../domain/room/remember.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import { snapshotFor, viewLots } from "../../domain/room/view.ts";
import type { LotView, RoomSnapshot } from "../../domain/room/views.ts";
import { takeTokens } from "../../domain/token-bucket.ts";
import type { Bucket } from "../../domain/token-bucket.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { Answered, SaleRecord } from "./transcript.ts";

/** What one turn of the room put out. */
export interface Turn {
  readonly atMs: number;
  readonly facts: readonly Fact[];
  readonly chat: readonly ChatLine[];
}

/**
 * The rules on a journal, without a network: what the room object does in workerd, in the least code that can be told
 * from it by nobody outside. State is memory; only the journal and its snapshots survive {@link RoomHost.evict}.
 */
export interface RoomHost {
  hear(
    actor: Actor,
    command: RoomCommand,
    clockMs: number,
  ): { readonly answered: Answered; readonly turn: Turn };
  ring(clockMs: number): Turn;
  /** What this person is shown, after whatever was due. */
  look(
    actor: Actor,
    clockMs: number,
  ): { readonly snapshot: RoomSnapshot; readonly lots: readonly LotView[]; readonly turn: Turn };
  factsAfter(seq: number): readonly Fact[];
  /** Forgets everything but the journal; says whether what comes back is what was there. */
  evict(): { readonly same: boolean };
  takeSnapshot(): void;
  /** One round of the way out: pulls what is new; `crash` loses the cursor's advance, so it is pulled again. */
  project(crash: boolean): void;
  readonly sales: readonly SaleRecord[];
  readonly log: readonly Fact[];
  readonly alarmAtMs: number | null;
  close(): void;
}

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

const platformTypes: ReadonlySet<string> = new Set([
  "auction.create",
  "auction.edit",
  "lot.add",
  "lot.edit",
  "lot.remove",
  "bidder.register",
]);

export function createRoomHost(random: SeededRandom): RoomHost {
  const database = new DatabaseSync(":memory:");
  database.exec("CREATE TABLE journal (entry_number INTEGER PRIMARY KEY, entry TEXT NOT NULL) STRICT");
  database.exec("CREATE TABLE snapshot (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL) STRICT");
  const insert = database.prepare("INSERT INTO journal (entry_number, entry) VALUES (?, ?)");
  const select = database.prepare("SELECT entry FROM journal WHERE entry_number > ? ORDER BY entry_number");
  const keep = database.prepare(
    "INSERT INTO snapshot (id, state) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state",
  );
  const kept = database.prepare("SELECT state FROM snapshot WHERE id = 1");

  const log: Fact[] = [];
  const projected = new Map<number, readonly SaleRecord[]>();
  let cursor = 0;
  let idsMade = 0;
  let alarmAtMs: number | null = null;
  // What an eviction forgets.
  let state: AuctionState | null = null;
  let remembered = new Map<string, JournalEntry>();
  const remember = (entry: JournalEntry): void => {
    const key = findRememberKey(entry);
    if (key !== null) remembered.set(key, entry);
  };
  let buckets = new Map<string, Bucket>();
  let lastEventAtMs: number | null = null;

  const readEntries = (after: number): readonly JournalEntry[] =>
    // Written by `commit` below.
    select.all(after).map((row) => JSON.parse(String(row["entry"])) as JournalEntry);

  const makeContext = (nowMs: number): Context => ({
    nowMs,
    sha256,
    ...(lastEventAtMs === null ? {} : { lastEventAtMs }),
    makeId: () => `made-${(idsMade += 1)}`,
    makeSalt: () => random.hex(16),
  });

  const commit = (
    decision: Decision,
    sender: Sender | null,
    nowMs: number,
    out: { facts: Fact[]; chat: ChatLine[] },
  ): JournalEntry => {
    const entry = composeEntry(state, decision, sender, { nowMs, sha256 });
    const text = JSON.stringify(entry);
    insert.run(entry.entryNumber, text);
    state = evolve(state, entry);
    remember(entry);
    log.push(...entry.facts);
    out.facts.push(...entry.facts);
    for (const change of entry.private.changes) {
      if (change.type !== "chat.posted") continue;
      const { messageId, displayName, role, text: line } = change;
      out.chat.push({ messageId, displayName, role, text: line, atMs: entry.atMs });
    }
    return entry;
  };

  /** Does what is due, then whatever `act` does, in one turn. */
  const takeTurn = (
    clockMs: number,
    act: (nowMs: number, out: { facts: Fact[]; chat: ChatLine[] }) => void,
  ): Turn => {
    const out: { facts: Fact[]; chat: ChatLine[] } = { facts: [], chat: [] };
    const nowMs = computeRoomNow(state, clockMs);
    for (let due = 0; ; due += 1) {
      must(due < 10_000 ? true : null, "the clock comes to an end");
      const decision = state === null ? null : decideDue(state, makeContext(nowMs));
      if (decision === null) break;
      commit(decision, null, nowMs, out);
    }
    act(nowMs, out);
    const deadlineMs = state === null ? null : nextDeadline(state);
    // K1: an extension leaves the alarm where it is; it fires at the old time and is armed anew then.
    if (deadlineMs !== null && (alarmAtMs === null || deadlineMs < alarmAtMs)) alarmAtMs = deadlineMs;
    lastEventAtMs = nowMs;
    return { atMs: nowMs, ...out };
  };

  const answer = (
    actor: Actor,
    command: RoomCommand,
    nowMs: number,
    out: { facts: Fact[]; chat: ChatLine[] },
  ): Answered => {
    const { userId } = actor;
    if (userId === null) return { ok: false, code: "auth_required" };
    const before = remembered.get(computeRememberKey(userId, command.id));
    const recalled = recall(before, { userId, command }, sha256);
    if (!recalled.ok) return { ok: false, code: recalled.refusal.code };
    if (recalled.value !== null) return toAnswered(recalled.value);
    if (!platformTypes.has(command.type) && !takeRate(userId, command, nowMs))
      return { ok: false, code: "rate_limited" };
    const decided = decide(state, { actor, command }, makeContext(nowMs));
    if (!decided.ok) return { ok: false, code: decided.refusal.code, details: decided.refusal.details };
    const commandHash = computeCommandHash(userId, command, sha256);
    const entry = commit(decided.value, { userId, commandId: command.id, commandHash }, nowMs, out);
    return toAnswered(must(entry.private.answer, "an accepted command has an answer"));
  };

  const takeRate = (userId: string, command: RoomCommand, nowMs: number): boolean => {
    const take = (key: string, rule: typeof commandRule): boolean => {
      const taken = takeTokens(buckets.get(key), rule, nowMs);
      if (taken.ok) buckets.set(key, taken.value);
      return taken.ok;
    };
    return (
      take(`command ${userId}`, commandRule) &&
      (command.type !== "chat.post" || take(`chat ${userId}`, chatRule))
    );
  };

  return {
    hear(actor, command, clockMs) {
      let answered: Answered = { ok: false, code: "malformed" };
      const turn = takeTurn(clockMs, (nowMs, out) => {
        answered = answer(actor, command, nowMs, out);
      });
      return { answered, turn };
    },
    ring(clockMs) {
      alarmAtMs = null;
      return takeTurn(clockMs, () => undefined);
    },
    look(actor, clockMs) {
      const turn = takeTurn(clockMs, () => undefined);
      const current = must(state, "a room that was created");
      return { snapshot: snapshotFor(current, actor, turn.atMs, 0), lots: viewLots(current), turn };
    },
    factsAfter: (seq) => log.slice(seq),
    evict() {
      const before = JSON.stringify(state);
      const row = kept.get();
      const snapshot = row === undefined ? null : (JSON.parse(String(row["state"])) as AuctionState);
      state = readEntries(snapshot?.entryNumber ?? 0).reduce<AuctionState | null>(evolve, snapshot);
      remembered = new Map();
      for (const entry of readEntries(0)) remember(entry);
      buckets = new Map();
      lastEventAtMs = null;
      return { same: JSON.stringify(state) === before };
    },
    takeSnapshot() {
      if (state !== null) keep.run(JSON.stringify(state));
    },
    project(crash) {
      for (const entry of readEntries(cursor)) {
        const sales = entry.private.changes.flatMap((change) =>
          change.type === "sale.made" ? [toSale(change)] : [],
        );
        projected.set(entry.entryNumber, sales);
        if (!crash) cursor = entry.entryNumber;
      }
    },
    get sales() {
      return [...projected.values()].flat();
    },
    log,
    get alarmAtMs() {
      return alarmAtMs;
    },
    close: () => database.close(),
  };
}

const toAnswered = ({ seq, outcome, priceMinor, yourMaxMinor }: Answer): Answered => ({
  ok: true,
  seq,
  outcome,
  priceMinor,
  yourMaxMinor,
});

const toSale = (sale: SaleRecord): SaleRecord => {
  const { lotId, saleNumber, userId, paddle, priceMinor, shippingMinor } = sale;
  return { lotId, saleNumber, userId, paddle, priceMinor, shippingMinor };
};
