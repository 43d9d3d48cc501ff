import type { ChatLine, ReactionKind } from "../../contract/room/chat.ts";
import { encodeFrame } from "../../contract/room/codec.ts";
import type { DownFrame } from "../../contract/room/down.ts";
import { limits } from "../../domain/limits.ts";
import type { JournalEntry } from "../../domain/room/entry.ts";
import { SEND_COST_MS, visitInSlices } from "./fan-out.ts";
import type { Schedule } from "./fan-out.ts";
import { isSetupEntry } from "./memory.ts";
import type { Session } from "./session.ts";
import type { Sessions } from "./sessions.ts";

/** Chat, presence and reactions: told to everyone, later and together, so that they never crowd out facts. */
export interface SideChannel {
  readonly entryAdded: (entry: JournalEntry) => void;
  readonly react: (kind: ReactionKind) => void;
  /** A socket came or went. */
  readonly presenceChanged: () => void;
}

interface SideChannelOptions {
  readonly sessions: Sessions;
  readonly readNowMs: () => number;
  readonly schedule: Schedule;
  /** Sends a socket the whole room again: no fact tells of a new, edited or reordered lot. */
  readonly sendSnapshot: (session: Session) => void;
  /** Looks at a socket before it is written to; false when it was closed instead. */
  readonly check: (session: Session, nowMs: number) => boolean;
}

/** Shares of the object's time that lines and reactions, and presence, may take. */
const LINES_SHARE = 0.05;
const PRESENCE_SHARE = 0.02;

export function createSideChannel(options: SideChannelOptions): SideChannel {
  const { sessions, readNowMs, schedule, sendSnapshot, check } = options;
  let lines: ChatLine[] = [];
  let isSetupNew = false;
  let removed: string[] = [];
  let reactions = new Map<ReactionKind, number>();
  let toldViewers = -1;
  let presenceAtMs = 0;
  /** When the next timer fires; later wishes wait for it, earlier ones set another. */
  let wakesAtMs = Number.POSITIVE_INFINITY;

  const computeCostMs = (): number => sessions.all().length * SEND_COST_MS;
  const wakeIn = (afterMs: number): void => {
    const atMs = readNowMs() + afterMs;
    if (atMs >= wakesAtMs) return;
    wakesAtMs = atMs;
    schedule(() => {
      if (atMs !== wakesAtMs) return;
      wakesAtMs = Number.POSITIVE_INFINITY;
      tick();
    }, afterMs);
  };
  const wakeForLines = (): void => {
    const waitMs = computeCostMs() / LINES_SHARE;
    wakeIn(Math.min(Math.max(waitMs, limits.sideTickMinMs), limits.sideTickMaxMs));
  };

  const takeFrames = (nowMs: number): DownFrame[] => {
    const frames: DownFrame[] = [];
    if (lines.length > 0) frames.push({ type: "chat.posted", lines });
    for (const messageId of removed) frames.push({ type: "chat.removed", messageId });
    if (reactions.size > 0) frames.push({ type: "reaction.burst", counts: Object.fromEntries(reactions) });
    lines = [];
    removed = [];
    reactions = new Map();
    const viewers = sessions.all().length;
    if (viewers === toldViewers) return frames;
    if (nowMs < presenceAtMs) {
      wakeIn(presenceAtMs - nowMs);
      return frames;
    }
    toldViewers = viewers;
    presenceAtMs = nowMs + Math.max(limits.presenceEveryMs, computeCostMs() / PRESENCE_SHARE);
    return [...frames, { type: "room.presence", viewers }];
  };
  const tick = (): void => {
    const texts = takeFrames(readNowMs()).map((frame) => encodeFrame(frame));
    const withSnapshot = isSetupNew;
    isSetupNew = false;
    if (texts.length === 0 && !withSnapshot) return;
    visitInSlices(sessions, {
      visit: (session) => {
        const nowMs = readNowMs();
        if (!check(session, nowMs)) return;
        if (withSnapshot) sendSnapshot(session);
        for (const text of texts) session.sendAside(text, nowMs);
      },
      done: () => undefined,
      schedule,
    });
  };

  return {
    entryAdded: (entry) => {
      const { atMs } = entry;
      if (isSetupEntry(entry)) {
        isSetupNew = true;
        wakeForLines();
      }
      for (const change of entry.private.changes) {
        if (change.type === "chat.posted") {
          const { messageId, displayName, role, text } = change;
          lines.push({ messageId, displayName, role, text, atMs });
          wakeForLines();
        } else if (change.type === "chat.removed") {
          removed.push(change.messageId);
          wakeForLines();
        }
      }
    },
    react: (kind) => {
      reactions.set(kind, (reactions.get(kind) ?? 0) + 1);
      wakeForLines();
    },
    presenceChanged: () => wakeIn(Math.max(limits.sideTickMinMs, presenceAtMs - readNowMs())),
  };
}
