import type { ReceivedFact } from "../../contract/room/codec.ts";
import type { RoomSnapshot } from "../../domain/room/views.ts";
import { toBidLine } from "./apply-fact.ts";
import { applyFacts, applySnapshot } from "./apply-frame.ts";
import { bounds } from "./bounds.ts";
import type { RoomEvents } from "./events.ts";
import type { RoomModel } from "./room-model.ts";

export interface CatchUpDeps {
  readonly readModel: () => RoomModel | null;
  readonly setModel: (model: RoomModel) => void;
  readonly sendResume: (afterSeq: number) => void;
  /** Connects anew and asks for a snapshot: what this client holds cannot be continued. */
  readonly startOver: () => void;
  readonly emit: <Name extends keyof RoomEvents>(name: Name, event: RoomEvents[Name]) => void;
  /** Reads the public log after a `seq`, oldest first; absent where nobody shows history. */
  readonly readLog?: ((afterSeq: number) => Promise<readonly ReceivedFact[]>) | undefined;
}

/** Follows the log: applies what fits, notices what is missing, asks for it, and tells what was missed. */
export interface CatchUp {
  /** A socket opened; the frame that follows tells what happened since. */
  opened(): void;
  closed(): void;
  facts(facts: readonly ReceivedFact[]): void;
  snapshot(snapshot: RoomSnapshot): void;
  /** An answer names this fact; it should be here soon. */
  expect(seq: number): void;
  /** Facts known to be missing; null when nothing is. */
  readonly behind: number | null;
}

export function createCatchUp(deps: CatchUpDeps): CatchUp {
  const { readModel, setModel, emit } = deps;
  /** Set while facts are asked for: what comes meanwhile is in the answer too. */
  let resuming: ReturnType<typeof setTimeout> | null = null;
  let lagging: ReturnType<typeof setTimeout> | null = null;
  let returning = false;
  let headSeq = 0;

  const stopTimers = (): void => {
    if (resuming !== null) clearTimeout(resuming);
    if (lagging !== null) clearTimeout(lagging);
    resuming = null;
    lagging = null;
  };

  const resume = (model: RoomModel): void => {
    if (resuming !== null) return;
    resuming = setTimeout(deps.startOver, bounds.resumeAnswerMs);
    deps.sendResume(model.seq);
  };

  const tell = (applied: readonly ReceivedFact[], missed: boolean): void => {
    const first = applied[0];
    const last = applied.at(-1);
    if (first === undefined || last === undefined) return;
    if (!missed) emit("facts", applied);
    else emit("missed", { fromSeq: first.seq, toSeq: last.seq, facts: applied, complete: true });
  };

  /** A snapshot skips facts; the log still has them. */
  const readMissed = async (fromSeq: number, toSeq: number): Promise<void> => {
    const read = (await deps.readLog?.(fromSeq - 1).catch(() => [])) ?? [];
    const facts = read.filter(({ seq }) => seq >= fromSeq && seq <= toSeq);
    const model = readModel();
    if (model !== null && facts.length > 0) {
      const known = new Set(model.bids.map(({ seq }) => seq));
      const lines = facts.flatMap((fact) =>
        fact.type === "bid.placed" && !known.has(fact.seq) ? [toBidLine(fact)] : [],
      );
      const bids = [...model.bids, ...lines].toSorted((left, right) => right.seq - left.seq);
      setModel({ ...model, bids: bids.slice(0, bounds.bidLinesRemembered) });
    }
    emit("missed", { fromSeq, toSeq, facts, complete: facts.length === toSeq - fromSeq + 1 });
  };

  return {
    opened() {
      returning = readModel() !== null;
      headSeq = 0;
    },
    closed() {
      stopTimers();
    },
    facts(facts) {
      const model = readModel();
      // Without a snapshot there is nothing to add to.
      if (model === null) {
        deps.startOver();
        return;
      }
      const wasMissing = returning || resuming !== null;
      returning = false;
      headSeq = Math.max(headSeq, facts.at(-1)?.seq ?? 0);
      const result = applyFacts(model, facts);
      const { trouble, applied } = result;
      if (applied.length > 0) {
        stopTimers();
        setModel(result.model);
        tell(applied, wasMissing);
      }
      if (trouble === null) return;
      if (resuming === null) {
        emit("trouble", { what: trouble.type, detail: `fact ${trouble.atSeq} after ${result.model.seq}` });
      }
      if (trouble.type === "fork") deps.startOver();
      else resume(result.model);
    },
    snapshot(snapshot) {
      const before = readModel();
      stopTimers();
      const isReturn = returning;
      returning = false;
      setModel(applySnapshot(before, snapshot));
      if (before !== null && before.seq < snapshot.seq) {
        // Facts that passed while the page was there are told as missed too: their content did not arrive.
        void readMissed(before.seq + 1, snapshot.seq);
      } else if (isReturn && before !== null && before.seq > snapshot.seq) {
        emit("trouble", {
          what: "fork",
          detail: `the room is at ${snapshot.seq}, this client was at ${before.seq}`,
        });
      }
    },
    expect(seq) {
      headSeq = Math.max(headSeq, seq);
      const model = readModel();
      if (model === null || model.seq >= seq || lagging !== null || resuming !== null) return;
      lagging = setTimeout(() => {
        lagging = null;
        const current = readModel();
        if (current !== null && current.seq < seq) resume(current);
      }, bounds.factsLagMs);
    },
    get behind() {
      if (resuming === null) return null;
      return Math.max(0, headSeq - (readModel()?.seq ?? 0));
    },
  };
}
