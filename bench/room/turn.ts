import { createHash, randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { v7 as uuidV7 } from "uuid";
import { upFrame } from "../../contract/room/up.ts";
import { must } from "../../domain/result.ts";
import { emptyChain, sealFacts } from "../../domain/room/chain.ts";
import type { Actor, RoomCommand } from "../../domain/room/command.ts";
import type { Context } from "../../domain/room/context.ts";
import { decideDue } from "../../domain/room/deadline.ts";
import { decide } from "../../domain/room/decide.ts";
import type { Decision, JournalEntry } from "../../domain/room/entry.ts";
import { evolve } from "../../domain/room/evolve.ts";
import { computeCommandHash } from "../../domain/room/remember.ts";
import type { AuctionState } from "../../domain/room/state.ts";
import { describeAuction, describeLot, describeTerms } from "./sale.ts";
import "./lift-limits.ts";

/**
 * `node bench/room/turn.ts` times the steps of one bid's turn in Node, where each can be timed alone: what the rules,
 * the hashes and the JSON cost, apart from the platform's sockets and storage. Microseconds a bid.
 */
const bids = Number(process.argv[2] ?? "50000");
const bidderCount = Number(process.argv[3] ?? "1000");

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const auctionId = uuidV7();
const lotId = uuidV7();
const person = (userId: string): Actor => ({ userId, displayName: userId, isAdmin: false });
const spent = new Map<string, number>();

let state: AuctionState | null = null;
let nowMs = 1_800_000_000_000;
const context: Context = { nowMs, makeId: uuidV7, makeSalt: () => randomBytes(16).toString("hex"), sha256 };
const database = new DatabaseSync(":memory:");
database.exec("CREATE TABLE journal (entry_number INTEGER PRIMARY KEY, entry TEXT NOT NULL)");
const insert = database.prepare("INSERT INTO journal VALUES (?, ?)");

run(person("seller"), {
  type: "auction.create",
  id: "create",
  auction: describeAuction({ auctionId, isTimed: false, nowMs }),
  lots: [{ lotId, spec: describeLot("A lot", 1_000) }],
});
for (let index = 0; index < bidderCount; index++) {
  const userId = `bidder-${index}`;
  run(person(userId), { type: "bidder.register", id: "register", terms: describeTerms(userId) });
}
run(person("seller"), { type: "auction.start", id: "start" });
run(person("seller"), { type: "lot.open", id: "open", lotId });

// Half of them let the code get warm.
for (let bid = 0; bid < bids; bid++) {
  if (bid === bids / 2) spent.clear();
  nowMs += 1;
  const id = uuidV7();
  const text = JSON.stringify({ type: "bid.place", id, lotId, amountMinor: 1_000 + bid, mode: "max" });
  const command = time("parse the frame (JSON, schema)", () =>
    upFrame.parse(JSON.parse(text)),
  ) as RoomCommand;
  run(person(`bidder-${bid % bidderCount}`), command);
}

const rows = [...spent].map(([step, totalMs]) => ({ step, "µs a bid": (totalMs * 1e3) / (bids / 2) }));
const total = rows.reduce((sum, row) => sum + row["µs a bid"], 0);
for (const row of [...rows, { step: "all of it", "µs a bid": total }]) {
  console.log(`${row["µs a bid"].toFixed(1).padStart(7)}  ${row.step}`);
}

/** The steps of the room's own commit, in its order. */
function run(actor: Actor, command: RoomCommand): void {
  const at = { ...context, nowMs };
  if (state !== null) {
    const before = state;
    time("what the clock owes", () => decideDue(before, at));
  }
  const before = state;
  const decided = time("decide", () => decide(before, { actor, command }, at));
  if (!decided.ok) throw new Error(`${command.type}: ${JSON.stringify(decided.refusal)}`);
  const entry = seal(decided.value, actor, command);
  state = time("evolve", () => evolve(before, entry));
  const factTexts = time("write the facts' JSON", () => entry.facts.map((fact) => JSON.stringify(fact)));
  const text = time(
    "write the private half's JSON",
    () => `${factTexts.join(",")}${JSON.stringify(entry.private)}`,
  );
  time("SQLite, without a commit", () => insert.run(entry.entryNumber, text));
}

function seal({ facts, changes, answer }: Decision, actor: Actor, command: RoomCommand): JournalEntry {
  const head = state?.head ?? emptyChain;
  const sealed = time("chain the facts (canonical JSON, SHA-256)", () =>
    sealFacts(head, facts, { auctionId, atMs: nowMs, sha256 }),
  );
  const userId = must(actor.userId, "everyone here is signed in");
  const commandHash = time("hash the command", () => computeCommandHash(userId, command, sha256));
  const seq = head.seq + sealed.length;
  return {
    entryNumber: (state?.entryNumber ?? 0) + 1,
    atMs: nowMs,
    facts: sealed,
    private: {
      userId,
      commandId: command.id,
      commandHash,
      answer: answer === null ? null : { id: command.id, seq, ...answer },
      changes,
    },
  };
}

function time<Value>(step: string, work: () => Value): Value {
  const startedAt = performance.now();
  const value = work();
  spent.set(step, (spent.get(step) ?? 0) + performance.now() - startedAt);
  return value;
}
