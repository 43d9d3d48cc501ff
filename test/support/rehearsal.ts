import { createHash } from "node:crypto";
import type { Actor, AuctionSpec, BidderTerms, RoomCommand } from "../../domain/room/command.ts";
import type { Context } from "../../domain/room/context.ts";
import { decideDue } from "../../domain/room/deadline.ts";
import { decide } from "../../domain/room/decide.ts";
import type { Answer, Decision, JournalEntry } from "../../domain/room/entry.ts";
import { evolve } from "../../domain/room/evolve.ts";
import type { Fact, FactBody } from "../../domain/room/fact.ts";
import { defaultIncrements } from "../../domain/room/increments.ts";
import { composeEntry } from "../../domain/room/journal.ts";
import type { LotRules, LotSpec } from "../../domain/room/lot-rules.ts";
import type { Refusal, RefusalCode } from "../../domain/room/refusal.ts";
import { computeCommandHash } from "../../domain/room/remember.ts";
import type { AuctionState, LotState, OpenLot } from "../../domain/room/state.ts";
import { findLot } from "../../domain/room/find.ts";
import { viewYou } from "../../domain/room/view.ts";
import { viewLot } from "../../domain/room/view-lot.ts";
import type { LotView, YouView } from "../../domain/room/views.ts";

/** When a rehearsal begins, epoch milliseconds; `at(0)`. */
export const startMs = 1_800_000_000_000;

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** English, from 10.00, half a minute, the default window and increments, no reserve. */
export const plainRules: LotRules = {
  format: "english",
  currency: "USD",
  startingPriceMinor: 1_000,
  buyNowMinor: null,
  increments: defaultIncrements,
  quantity: 1,
  durationMs: 30_000,
  windowMs: 10_000,
  extensionMs: 10_000,
  extensionsMax: 60,
  hardCloseAfterMs: null,
  graceMs: 400,
  premiumBps: 1_000,
  feeBps: 500,
  floorMinor: null,
  stepMinor: null,
  stepEveryMs: null,
};

export const plainAuction: AuctionSpec = {
  auctionId: "auction-1",
  sellerId: "seller",
  sellerName: "Sam's Shop",
  title: "A sale",
  description: "",
  currency: "USD",
  pacing: "live",
  visibility: "public",
  region: null,
  scheduledStartMs: startMs,
  scheduledEndMs: null,
  staggerMs: 20_000,
  premiumBps: 1_000,
  feeBps: 500,
  linkedUserIds: ["linked"],
  moderatorIds: ["mod"],
};

export function makeSpec(rules: Partial<LotRules> = {}, rest: Partial<LotSpec> = {}): LotSpec {
  return {
    productId: null,
    title: "A lot",
    description: "",
    imageUrls: [],
    rules: { ...plainRules, ...rules },
    reserveMinor: null,
    rerunOf: null,
    ...rest,
  };
}

export function makeTerms(userId: string, terms: Partial<BidderTerms> = {}): BidderTerms {
  return { userId, displayName: userId, limitMinor: null, shippingMinor: 500, taxBps: 800, ...terms };
}

/** `admin` is one; everybody else is only who the room says. */
export function makeActor(userId: string | null): Actor {
  return { userId, displayName: userId, isAdmin: userId === "admin" };
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;

/** A command whose id the rehearsal makes up unless the test cares. */
export type Line = DistributiveOmit<RoomCommand, "id"> & { readonly id?: string };

/** What came of one command. */
export interface Outcome {
  readonly refused: RefusalCode | null;
  readonly refusal: Refusal | null;
  readonly answer: Answer | null;
  /** Without numbers, times and hashes. */
  readonly facts: readonly FactBody[];
}

export function bare(fact: Fact): FactBody {
  const { seq: _seq, atMs: _atMs, hash: _hash, previousHash: _previousHash, ...body } = fact;
  return body;
}

/** A room without storage or sockets: the rules as the object drives them, on a clock of the test's own. */
export class Rehearsal {
  state: AuctionState | null = null;
  nowMs = startMs;
  readonly entries: JournalEntry[] = [];
  private made = 0;
  private ids = 0;
  private lastEventAtMs: number | null = null;

  /** The room's clock stands at `afterMs` from the beginning; what is due by then happens only with `tick` or `send`. */
  at(afterMs: number): this {
    this.nowMs = startMs + afterMs;
    return this;
  }

  /** The object is evicted: all it knows is its journal. */
  sleep(): this {
    this.lastEventAtMs = null;
    return this;
  }

  context(): Context {
    const context: Context = {
      nowMs: this.nowMs,
      makeId: () => `made-${(this.made += 1)}`,
      makeSalt: () => sha256(`salt ${(this.made += 1)}`).slice(0, 32),
      sha256,
    };
    return this.lastEventAtMs === null ? context : { ...context, lastEventAtMs: this.lastEventAtMs };
  }

  /** Everything that is due, as the alarm would; the facts of it. */
  tick(): readonly FactBody[] {
    const happened: FactBody[] = [];
    while (this.state !== null) {
      const decision = decideDue(this.state, this.context());
      if (decision === null) break;
      happened.push(...this.commit(decision, null).facts.map(bare));
    }
    this.lastEventAtMs = this.nowMs;
    return happened;
  }

  send(userId: string | null, line: Line): Outcome {
    this.tick();
    const command = { id: `command-${(this.ids += 1)}`, ...line } as RoomCommand;
    const decided = decide(this.state, { actor: makeActor(userId), command }, this.context());
    if (!decided.ok) {
      return { refused: decided.refusal.code, refusal: decided.refusal, answer: null, facts: [] };
    }
    const sender = {
      userId: userId ?? "",
      commandId: command.id,
      commandHash: computeCommandHash(userId ?? "", command, sha256),
    };
    const entry = this.commit(decided.value, sender);
    return { refused: null, refusal: null, answer: entry.private.answer, facts: entry.facts.map(bare) };
  }

  private commit(decision: Decision, sender: Parameters<typeof composeEntry>[2]): JournalEntry {
    const entry = composeEntry(this.state, decision, sender, this.context());
    this.entries.push(entry);
    this.state = evolve(this.state, entry);
    return entry;
  }

  get facts(): readonly Fact[] {
    return this.entries.flatMap((entry) => entry.facts);
  }

  get live(): AuctionState {
    if (this.state === null) throw new Error("the rehearsal has no auction yet");
    return this.state;
  }

  lotState(lotId = "lot-1"): LotState {
    const lot = findLot(this.live, lotId);
    if (lot === undefined) throw new Error(`the rehearsal has no ${lotId}`);
    return lot;
  }

  openLot(lotId = "lot-1"): OpenLot {
    const lot = this.lotState(lotId);
    if (lot.status !== "open") throw new Error(`${lotId} is ${lot.status}`);
    return lot;
  }

  lot(lotId = "lot-1"): LotView {
    return viewLot(this.lotState(lotId));
  }

  you(userId: string): YouView {
    return viewYou(this.live, makeActor(userId));
  }

  bid(
    userId: string,
    amountMinor: number,
    rest: Partial<Extract<Line, { type: "bid.place" }>> = {},
  ): Outcome {
    return this.send(userId, { type: "bid.place", lotId: "lot-1", amountMinor, mode: "max", ...rest });
  }
}

export interface Setting {
  readonly auction?: Partial<AuctionSpec>;
  /** Lots get the ids lot-1, lot-2, … */
  readonly lots?: readonly LotSpec[];
  /** Registered in this order; paddles 1, 2, 3, … */
  readonly bidders?: readonly (string | BidderTerms)[];
}

/** A scheduled auction with its bidders. */
export function schedule({
  auction,
  lots = [makeSpec()],
  bidders = ["ann", "bob", "cat"],
}: Setting = {}): Rehearsal {
  const room = new Rehearsal();
  const created = room.send("seller", {
    type: "auction.create",
    auction: { ...plainAuction, ...auction },
    lots: lots.map((spec, at) => ({ lotId: `lot-${at + 1}`, spec })),
  });
  if (created.refused !== null) throw new Error(JSON.stringify(created.refusal));
  for (const bidder of bidders) {
    const terms = typeof bidder === "string" ? makeTerms(bidder) : bidder;
    room.send(terms.userId, { type: "bidder.register", terms });
  }
  return room;
}

/** A started auction; live pacing has lot-1 open. */
export function open(setting: Setting = {}): Rehearsal {
  const room = schedule(setting);
  room.send("seller", { type: "auction.start" });
  if (setting.auction?.pacing !== "timed") room.send("seller", { type: "lot.open", lotId: "lot-1" });
  return room;
}
