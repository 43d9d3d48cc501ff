/** Everything a decision needs from outside, so that the rules read no clock and no random source themselves. */
export interface Context {
  /** The room's clock as the frame is handled, epoch milliseconds. Never behind the last entry's `atMs`. */
  readonly nowMs: number;
  /** A new opaque id for a bid or a message; unique within the room. */
  readonly makeId: () => string;
  /** 16 random bytes, lower-case hex. */
  readonly makeSalt: () => string;
  /** SHA-256 of the text's UTF-8 bytes, lower-case hex. */
  readonly sha256: (text: string) => string;
  /**
   * When this instance of the room last handled anything, refused commands and early alarms too. A room that was
   * awake after a lot's close was not away (rule K5). Left out by an instance that has just woken up.
   */
  readonly lastEventAtMs?: number;
}
