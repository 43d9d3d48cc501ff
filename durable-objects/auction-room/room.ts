import { computeRoomNow } from "../../domain/room/journal.ts";
import { closeCodes } from "../../contract/room/down.ts";
import { createAlarm, computeEarliest } from "./alarm.ts";
import { createBroadcast } from "./broadcast.ts";
import { createCommandHandler, toRefused } from "./commands.ts";
import type { Answered, Arrival } from "./commands.ts";
import { createCommitter } from "./commit.ts";
import type { Committed } from "./commit.ts";
import { createDue } from "./due.ts";
import type { Schedule } from "./fan-out.ts";
import { createGroupCommit } from "./group-commit.ts";
import { loadMemory } from "./memory.ts";
import { createOutbox } from "./outbox.ts";
import { createRates } from "./rates.ts";
import { reportFailure } from "./report.ts";
import { sendSnapshot } from "./resume.ts";
import type { RoomNudge } from "./rpc.ts";
import type { Session } from "./session.ts";
import { createSessions, restoreSessions } from "./sessions.ts";
import { createSideChannel } from "./side-channel.ts";
import { takeSnapshotIfDue } from "./snapshot-policy.ts";
import { openStore } from "./store/store.ts";
import { isVisibleTo } from "./visibility.ts";
import { markYouStale, tellYou } from "./you-updates.ts";

interface RoomOptions {
  readonly storage: DurableObjectStorage;
  /** The sockets that outlived the object's memory. */
  readonly sockets: readonly WebSocket[];
  readonly sendNudge: (nudge: RoomNudge) => Promise<unknown>;
}

export type Room = ReturnType<typeof openRoom>;

/** Puts the parts of a room together. Runs in the object's constructor, so nothing here waits for anything. */
export function openRoom({ storage, sockets, sendNudge }: RoomOptions) {
  const report = (where: string) => (error: unknown) =>
    reportFailure(where, error, { auctionId: memory.state?.spec.auctionId });
  const schedule: Schedule = (work, afterMs) => {
    setTimeout(() => guard("timer", work), afterMs);
  };
  const guard = (where: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      report(where)(error);
    }
  };

  const store = openStore(storage, (error) => report("alarm")(error));
  const memory = loadMemory(store);
  const readNowMs = (): number => computeRoomNow(memory.state, Date.now());
  const readHeadSeq = (): number => memory.state?.head.seq ?? 0;

  const sessions = createSessions();
  const close = (session: Session, code: number, reason: string): void => {
    session.close(code, reason);
    sessions.remove(session);
    sideChannel.presenceChanged();
  };
  const check = (session: Session, nowMs: number): boolean => {
    if (session.isOver(nowMs)) close(session, closeCodes.sessionOver, "session over");
    else if (session.isStalled(nowMs)) close(session, closeCodes.tooSlow, "too slow");
    return session.isOpen;
  };
  const refresh = (session: Session): void => {
    const { state } = memory;
    const nowMs = readNowMs();
    if (state !== null && check(session, nowMs)) sendSnapshot(session, { memory, sessions, state, nowMs });
  };

  const tell = (session: Session): void => {
    if (memory.state !== null) tellYou(session, memory.state);
  };

  const sideChannel = createSideChannel({ sessions, readNowMs, schedule, sendSnapshot: refresh, check });
  const { recentFacts } = memory;
  const broadcast = createBroadcast({
    sessions,
    recentFacts,
    readHeadSeq,
    readNowMs,
    schedule,
    sendSnapshot: refresh,
    check,
    tellYou: tell,
  });
  const alarm = createAlarm(store.meter);
  const outbox = createOutbox({
    store,
    memory,
    sendNudge,
    readNowMs,
    schedule,
    reportFailure: report("nudge"),
  });

  let committed: Committed[] = [];
  const committer = createCommitter({ store, memory, onCommitted: (entry) => committed.push(entry) });
  const due = createDue({ memory, committer, reportFailure: report("due") });
  const rates = createRates();
  const handleCommand = createCommandHandler({ memory, journal: store.journal, committer, due, rates });

  /** What a group of entries sets off, in the turn that wrote them: the platform holds it back until they are durable. */
  const finish = (): void => {
    const entries = committed;
    committed = [];
    if (entries.length === 0) return;
    guard("outbox", () => outbox.entriesAdded());
    // Asked for once: moving the alarm twice would be two rows of some bid's.
    alarm.wakeBy(computeEarliest([due.nextDeadline(), outbox.nextDeadline()]));
    let marked: readonly Session[] = [];
    guard("tell", () => {
      marked = markYouStale(entries, sessions);
    });
    for (const entry of entries) {
      guard("tell", () => {
        sideChannel.entryAdded(entry.entry);
        expel(entry);
      });
    }
    guard("broadcast", () => broadcast.factsAdded());
    // Whoever has a fact to wait for is told behind it.
    guard("tell", () => {
      for (const session of marked) if (session.sentSeq >= readHeadSeq()) tell(session);
    });
  };
  /**
   * Ends the sockets of those whose room this no longer is: outsiders, since it turned private or they were blocked in
   * a private one; and whoever an administrator blocked. A host's block leaves the person a spectator.
   */
  const expel = ({ entry, input, after }: Committed): void => {
    const { changes } = entry.private;
    const isEdit = changes.some((change) => change.type === "auction.edited");
    for (const session of isEdit ? sessions.all().slice() : []) {
      if (!isVisibleTo(after, session.caller)) close(session, closeCodes.blocked, "private");
    }
    for (const change of changes) {
      if (change.type !== "bidder.blocked") continue;
      for (const session of sessions.ofUser(change.userId)) {
        const isOut = input?.actor.isAdmin === true || !isVisibleTo(after, session.caller);
        if (isOut) close(session, closeCodes.blocked, "blocked");
      }
    }
  };
  const groups = createGroupCommit({ finish, schedule });

  const submit = (
    arrival: Arrival,
    reply: (answer: Answered) => void,
    onCrash: (error: unknown) => void,
  ): void => {
    const isTaken = groups.submit(() => {
      try {
        reply(handleCommand(arrival, readNowMs()));
      } catch (error) {
        report("command")(error);
        onCrash(error);
      }
    });
    if (isTaken) return;
    const message = "The room has too much to do; try again in a moment.";
    reply(toRefused(arrival.input.command.id, { code: "rate_limited", message }));
  };
  /** Does what the clock owes, so that whoever looks sees the room as it should be now. */
  const touch = (): void => {
    const deadline = due.nextDeadline();
    if (deadline === null || deadline > readNowMs()) return;
    due.run(readNowMs());
    finish();
  };

  /** The alarm fired, early, late or twice: does whatever is due and asks for the next. */
  const handleAlarm = (): void => {
    const nowMs = readNowMs();
    alarm.fired();
    due.run(nowMs);
    finish();
    outbox.act(nowMs);
    const ends: (number | null)[] = [];
    for (const session of sessions.all().slice()) {
      if (session.isOver(nowMs)) close(session, closeCodes.sessionOver, "session over");
      else ends.push(session.caller.sessionExpiresAtMs);
    }
    takeSnapshotIfDue(store.snapshots, memory);
    alarm.wakeBy(computeEarliest([due.nextDeadline(), outbox.nextDeadline(), ...ends]));
  };

  restoreSessions(sessions, sockets, readHeadSeq());
  return {
    store,
    memory,
    sessions,
    sideChannel,
    alarm,
    outbox,
    readNowMs,
    close,
    submit,
    touch,
    handleAlarm,
  };
}
