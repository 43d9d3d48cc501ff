/** The bounds of a room client. Times are milliseconds. */
export const bounds = {
  /** The first wait before connecting again is anywhere below this, so that a restarted room is not met by all at once. */
  backoffFirstMs: 1_000,
  /** After a close that hits everyone in the room together (1012, 4408), the first wait spreads wider. */
  backoffCrowdMs: 3_000,
  backoffMaxMs: 30_000,
  /** Chance must not turn a failing client into one that asks without pause. */
  backoffMinMs: 100,
  /** A connection that lasted this long was a good one: the next failure starts counting anew. */
  goodConnectionMs: 5_000,
  connectTimeoutMs: 10_000,

  heartbeatEveryMs: 20_000,
  /** Silence after a heartbeat that means the line is dead, though nobody closed it. */
  heartbeatAnswerMs: 10_000,

  /** Clock measurements after each connect, and the pause between them. */
  clockBurst: 4,
  clockBurstEveryMs: 300,
  clockSamplesMax: 8,
  /** While facts flow, the room hears this often how far this reader is. A quiet room is left asleep. */
  acknowledgeEveryMs: 15_000,

  /** A room that has not answered `sync.resume` within this is asked for a snapshot through a new connection. */
  resumeAnswerMs: 5_000,
  /** How long an answer may run ahead of its facts before they are asked for; a coalescing room needs up to 50 ms. */
  factsLagMs: 2_000,

  /** Commands waiting for an answer; the next is refused as `not_sent`. */
  commandsWaitingMax: 32,
  /** A command that never reached a socket is given up after this: nobody wants yesterday's bid placed today. */
  unsentMs: 15_000,

  /** Facts kept for lots that are still to be read; a reading older than the first of them is made again. */
  unreadFactsMax: 500,

  ownBidsRemembered: 50,
  chatLinesRemembered: 200,
  bidLinesRemembered: 200,

  /** A session is renewed this long before it ends, and up to as much again earlier. */
  renewBeforeMs: 60_000,
} as const;
