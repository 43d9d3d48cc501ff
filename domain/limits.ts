/**
 * Every bound of the product, with what happens there. A bound that is not here does not exist.
 * Times are milliseconds, sizes are bytes unless the name says otherwise.
 */
export const limits = {
  /** An id made by a client (rule B3); longer is `malformed`. */
  commandIdLengthMax: 64,
  /** Any opaque id of ours. */
  idLengthMax: 64,
  /** A frame from a client; larger closes the socket with 1009. */
  frameBytesMax: 4_096,
  /** Nesting of a frame's JSON; deeper is `malformed`. */
  frameDepthMax: 8,

  /** Lots of one auction; the next one is refused with `too_many_lots`. */
  lotsPerAuctionMax: 500,
  lotTitleLengthMax: 140,
  lotDescriptionLengthMax: 4_000,
  lotImagesMax: 12,
  incrementBandsMax: 20,
  auctionTitleLengthMax: 140,
  auctionDescriptionLengthMax: 4_000,
  /** Paddles of one auction; later bidders are told the room is full. */
  biddersPerAuctionMax: 10_000,
  /** Bids of one lot; the next is refused with `lot_closed` once the host is told. */
  bidsPerLotMax: 100_000,
  /**
   * Hidden amounts of one lot: its close opens them in one journal entry. Beyond it the lot takes no more bids
   * (`lot_closed`).
   */
  hiddenBidsPerLotMax: 50_000,
  /** Hidden amounts of one bidder on one lot before raises and pre-bids, which cost nothing, are refused. */
  hiddenBidsPerBidderMax: 200,
  quantityMax: 10_000,

  lotDurationMinMs: 5_000,
  lotDurationMaxMs: 30 * 24 * 3_600_000,
  lotDurationDefaultMs: 30_000,
  windowDefaultMs: 10_000,
  extensionDefaultMs: 10_000,
  windowMaxMs: 3_600_000,
  extensionsMaxDefault: 60,
  extensionsMaxMax: 1_000,
  graceDefaultMs: 400,
  /** Below `roomAwayAfterMs`: a lot that waits out its closing pause is not taken for one the room slept through. */
  graceMaxMs: 2_000,
  staggerDefaultMs: 20_000,
  staggerMaxMs: 3_600_000,
  /** A room this late to its own deadline was away (rule K5). */
  roomAwayAfterMs: 3_000,
  /** Every step of a falling price is a fact; faster ones would flood the log. */
  stepEveryMinMs: 1_000,

  /** A bid above this multiple of the next minimum needs `confirm: true`. */
  outlierMultiple: 10,

  /** Commands of one person (rule B4). */
  commandsPerSecond: 10,
  commandsBurst: 20,
  /** Chat lines of one person. */
  chatPerSecond: 1,
  chatBurst: 5,
  /** Chat lines of a whole room; beyond it a line is refused with `rate_limited`, so chat cannot crowd out bids. */
  roomChatPerSecond: 20,
  roomChatBurst: 40,
  chatTextLengthMax: 500,
  /** Chat lines the room itself remembers; older ones are read from Postgres. */
  chatRememberedMax: 100,
  /** People muted in one room; the oldest mute is lifted to make room for one more. */
  mutesRememberedMax: 1_000,
  reasonLengthMax: 280,
  displayNameLengthMax: 60,

  /** Facts of one `room.facts` answer to a resume; more become a snapshot. */
  resumeFactsMax: 500,
  logPageMax: 1_000,
  /** Openings of one `lot.revealed` (rule H2). */
  openingsPerFactMax: 100,
  /** Open lots shown in a snapshot, those that close first; the others come over HTTP. */
  snapshotOpenLotsMax: 8,
  /** Queued lots shown in a snapshot after the open ones. */
  snapshotLotsAhead: 3,

  /** API keys of one account that still work; the next is refused with `too_many_api_keys`. */
  apiKeysPerAccountMax: 20,
  /** The longest an API key may be given; one without an end lasts until it is revoked. */
  apiKeyDaysMax: 366,
  /** The use of an API key is written down at most this often. */
  apiKeyUseEveryMs: 60_000,

  ticketLifeMs: 30_000,
  socketsPerRoomMax: 30_000,
  socketsPerUserMax: 10,
  socketsPerAddressMax: 50,
  /** Refused or dropped frames within a minute after which a socket is closed with 1008. */
  violationsPerMinuteMax: 100,
  /** A reader whose acknowledged `seq` has not moved for this long while facts flowed is closed with 4408. */
  readerStallMs: 60_000,
  /** Bytes sent to a reader since it last acknowledged anything, if ever; beyond, the same stall closes it. */
  unacknowledgedBytesMax: 1_048_576,
  /** Frames of any kind from one socket; faster than this it is closed with 1008. */
  framesPerSecond: 50,
  framesBurst: 250,
  /** Reactions of one socket; more are dropped. */
  reactionsPerSecond: 5,
  reactionsBurst: 10,
  /** Commands waiting for the commit before them; the next is refused with `rate_limited`. */
  commandsWaitingMax: 10_000,
  /** One entry as text: an auction with all its lots. A larger command is refused as `malformed`. */
  entryLengthMax: 8_000_000,

  /** The longest a fact waits for others to share its frame, in a room with many readers. */
  broadcastTickMaxMs: 50,
  /** Sockets written to, in about 1.5 ms, before the room looks at what has come in meanwhile. */
  broadcastSliceSockets: 50,
  /** The shortest and longest wait of chat lines and reactions for their shared frame; it grows with the audience. */
  sideTickMinMs: 100,
  sideTickMaxMs: 1_000,
  /** The shortest wait between two `room.presence` frames. */
  presenceEveryMs: 2_000,

  /** The fewest entries after a snapshot before the next is taken; a long snapshot waits for more. */
  snapshotEveryEntries: 500,
  /** Nudges of one room to the projection are at least this far apart. */
  nudgeEveryMs: 100,
  /** A nudge that nobody followed is repeated after this, doubling up to the second. */
  nudgeRetryMinMs: 5_000,
  nudgeRetryMaxMs: 60_000,
  /** Entries of one page of the outbox. */
  outboxPageMax: 500,
} as const;
