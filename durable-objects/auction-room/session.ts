import { z } from "../../contract/zod.ts";
import { limits } from "../../domain/limits.ts";
import type { YouView } from "../../domain/room/views.ts";
import { takeTokens } from "../../domain/token-bucket.ts";
import type { Bucket, BucketRule } from "../../domain/token-bucket.ts";
import type { Caller } from "./rpc.ts";

const attachmentSchema = z.object({
  caller: z.object({
    userId: z.string().nullable(),
    displayName: z.string().nullable(),
    isAdmin: z.boolean(),
    sessionId: z.string().nullable(),
    sessionExpiresAtMs: z.int().nullable(),
  }),
  origin: z.string().nullable(),
  address: z.string().nullable(),
});

/** What a socket remembers across hibernation, when the object's memory is gone. Well under the 16 KiB it may be. */
export interface SocketAttachment {
  readonly caller: Caller;
  readonly origin: string | null;
  /** Where it connects from, if the platform says so; null for signed-in people, who are counted by user. */
  readonly address: string | null;
}

/** What the socket was opened with, or null when it is not one of ours or from an older build. */
export function readAttachment(socket: WebSocket): SocketAttachment | null {
  const parsed = attachmentSchema.safeParse(socket.deserializeAttachment());
  return parsed.success ? parsed.data : null;
}

const frameRule: BucketRule = { capacity: limits.framesBurst, refillMs: 1_000 / limits.framesPerSecond };
const reactionRule: BucketRule = {
  capacity: limits.reactionsBurst,
  refillMs: 1_000 / limits.reactionsPerSecond,
};
const violationRule: BucketRule = {
  capacity: limits.violationsPerMinuteMax,
  refillMs: 60_000 / limits.violationsPerMinuteMax,
};

/** One open socket and how well it behaves and keeps up. Everything here but the attachment may be forgotten at any time. */
export class Session {
  readonly socket: WebSocket;
  caller: Caller;
  readonly origin: string | null;
  readonly address: string | null;
  isOpen = true;
  /** The last fact written to the socket. */
  sentSeq: number;
  /** When it last sent a frame that woke the room; null when that was before the room's memory began. */
  heardAtMs: number | null = null;
  /** What the person was last told about themselves; null until they were told anything. */
  you: YouView | null = null;
  /** Something about the person changed, and this socket is to hear of it behind the facts that brought it about. */
  isYouStale = false;
  /** The head when this socket was found after the room's memory was lost; null once it has said what it has. */
  private restoredSeq: number | null = null;
  private acknowledgedSeq: number;
  private hasAcknowledged = false;
  private behindSinceMs: number | null = null;
  private unreadSinceMs: number | null = null;
  private unreadLength = 0;
  private frames: Bucket | undefined;
  private reactions: Bucket | undefined;
  private violations: Bucket | undefined;

  constructor(socket: WebSocket, attachment: SocketAttachment, sentSeq: number) {
    this.socket = socket;
    this.caller = attachment.caller;
    this.origin = attachment.origin;
    this.address = attachment.address;
    this.sentSeq = sentSeq;
    this.acknowledgedSeq = sentSeq;
  }

  /** A socket that outlived the room's memory: `sentSeq` is then a guess, which its next acknowledgement settles. */
  static restore(socket: WebSocket, attachment: SocketAttachment, headSeq: number): Session {
    const session = new Session(socket, attachment, headSeq);
    session.restoredSeq = headSeq;
    return session;
  }

  /** Keeps who this is for the next time the object comes up. */
  keep(): void {
    const { caller, origin, address } = this;
    this.socket.serializeAttachment({ caller, origin, address } satisfies SocketAttachment);
  }

  send(text: string): void {
    if (!this.isOpen) return;
    try {
      this.socket.send(text);
    } catch {
      // The other side is gone and the platform has not told us yet; its close event will come or already has.
      this.isOpen = false;
    }
  }

  /** Sends facts up to `seq`; they count as read once a `clock.ping` says so. */
  sendFacts(text: string, seq: number, nowMs: number): void {
    this.sendAside(text, nowMs);
    this.sentSeq = seq;
    if (seq > this.acknowledgedSeq) this.behindSinceMs ??= nowMs;
  }

  /** Sends what is no fact; the next acknowledgement shows that it was read too. */
  sendAside(text: string, nowMs: number): void {
    this.send(text);
    this.unreadSinceMs ??= nowMs;
    this.unreadLength += text.length;
  }

  /** Takes note of what the person was just told about themselves. */
  keepYou(you: YouView): void {
    this.you = you;
    this.isYouStale = false;
  }

  close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    try {
      this.socket.close(code, reason);
    } catch {
      // Already closed from the other side.
    }
  }

  /** Takes note of the last fact the reader has. True when facts it should have were lost with the room's memory. */
  acknowledge(seq: number, nowMs: number): boolean {
    const hasMissed = this.restoredSeq !== null && seq < this.restoredSeq;
    this.restoredSeq = null;
    this.hasAcknowledged = true;
    if (seq > this.acknowledgedSeq || seq >= this.sentSeq) {
      this.acknowledgedSeq = Math.min(seq, this.sentSeq);
      const isBehind = this.acknowledgedSeq < this.sentSeq;
      this.behindSinceMs = isBehind ? nowMs : null;
      this.unreadSinceMs = isBehind ? nowMs : null;
      this.unreadLength = 0;
    }
    return hasMissed;
  }

  /**
   * Whether the reader has stopped reading: for a minute its acknowledgement stood still while facts flowed, or more
   * piled up than a watcher that never acknowledges anything is allowed. The platform shows no send buffer and
   * bounds none, so this is what keeps memory bounded.
   */
  isStalled(nowMs: number): boolean {
    const isLong = (sinceMs: number | null): boolean =>
      sinceMs !== null && nowMs - sinceMs >= limits.readerStallMs;
    if (this.hasAcknowledged && isLong(this.behindSinceMs)) return true;
    return this.unreadLength > limits.unacknowledgedBytesMax && isLong(this.unreadSinceMs);
  }

  isOver(nowMs: number): boolean {
    const { sessionExpiresAtMs } = this.caller;
    return sessionExpiresAtMs !== null && nowMs >= sessionExpiresAtMs;
  }

  /** False when the socket sends faster than any client of ours would. Costly frames take more. */
  takeFrame(nowMs: number, cost: number): boolean {
    const taken = takeTokens(this.frames, frameRule, nowMs, cost);
    if (taken.ok) this.frames = taken.value;
    return taken.ok;
  }

  takeReaction(nowMs: number): boolean {
    const taken = takeTokens(this.reactions, reactionRule, nowMs);
    if (taken.ok) this.reactions = taken.value;
    return taken.ok;
  }

  /** Counts a frame that was refused for how it was sent, not for what the auction says. False at one too many. */
  takeViolation(nowMs: number): boolean {
    const taken = takeTokens(this.violations, violationRule, nowMs);
    if (taken.ok) this.violations = taken.value;
    return taken.ok;
  }
}
