import fc from "fast-check";
import type { LotSpec } from "../../domain/room/lot-rules.ts";
import { viewLots } from "../../domain/room/view.ts";
import { type Line, makeSpec, makeTerms, type Rehearsal, schedule } from "./rehearsal.ts";

export const people = ["ann", "bob", "cat", "dan"];
const lotIds = ["lot-1", "lot-2", "lot-3"];

/** One step of a story: some time passes, perhaps in a room that sleeps, then someone tries something. */
interface Step {
  readonly afterMs: number;
  readonly sleeps: boolean;
  readonly userId: string;
  readonly line: Line;
}

const lotId = fc.constantFrom(...lotIds);
/** Replaced by an amount some way above what the lot asks for when its turn comes; most bids mean something then. */
const bump = fc.oneof(
  // Multiples of the step meet each other, so that ties, raises and grid amounts really happen.
  { weight: 6, arbitrary: fc.nat(12).map((steps) => steps * 50) },
  { weight: 2, arbitrary: fc.integer({ min: -200, max: 2_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(9_001, 50_000) },
);
const bid = fc.record({
  type: fc.constant("bid.place" as const),
  lotId: fc.constantFrom("open", "open", "open", ...lotIds),
  amountMinor: bump,
  mode: fc.constantFrom("max" as const, "max" as const, "exact" as const),
});
const confirmed = bid.map((line) => ({ ...line, confirm: true as const }));

const attempt: fc.Arbitrary<Pick<Step, "userId" | "line">> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ userId: fc.constantFrom(...people), line: fc.oneof(bid, confirmed) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      userId: fc.constantFrom(...people),
      line: lotId.map((id): Line => ({ type: "lot.buy", lotId: id })),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      userId: fc.constant("seller"),
      line: fc.oneof(
        lotId.map((id): Line => ({ type: "lot.open", lotId: id })),
        lotId.map((id): Line => ({ type: "lot.open", lotId: id })),
        fc.constantFrom<Line[]>(
          { type: "auction.resume" },
          { type: "auction.hold" },
          { type: "auction.resume" },
        ),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      userId: fc.constantFrom("seller", "admin", "ann"),
      line: fc.oneof(
        lotId.map((id): Line => ({ type: "lot.pass", lotId: id })),
        lotId.map((id): Line => ({ type: "lot.void", lotId: id, reason: "a mistake" })),
        lotId.map((id): Line => ({ type: "lot.reorder", lotId: id, beforeLotId: null })),
        fc.constantFrom<Line[]>(
          { type: "auction.end" },
          { type: "auction.cancel" },
          { type: "bidder.block", paddle: 2 },
          { type: "bidder.unblock", paddle: 2 },
          { type: "chat.post", text: "hello" },
        ),
      ),
    }),
  },
);

const step: fc.Arbitrary<Step> = fc
  .record({
    afterMs: fc.oneof(
      { weight: 20, arbitrary: fc.nat(1_500) },
      { weight: 4, arbitrary: fc.nat(9_000) },
      { weight: 1, arbitrary: fc.nat(60_000) },
    ),
    sleeps: fc.nat(5).map((one) => one === 0),
    attempted: attempt,
  })
  .map(({ attempted, ...rest }) => ({ ...rest, ...attempted }));

const spec: fc.Arbitrary<LotSpec> = fc
  .record({
    format: fc.constantFrom(
      "english" as const,
      "english" as const,
      "english" as const,
      "sudden-death" as const,
      "sealed" as const,
      "fixed" as const,
      "dutch" as const,
    ),
    reserve: fc.option(fc.constantFrom(1_500, 3_000, 5_050)),
    buyNowMinor: fc.option(fc.constant(8_000)),
    extensionsMax: fc.constantFrom(60, 2, 0),
    hardCloseAfterMs: fc.option(fc.constantFrom(20_000, 45_000)),
  })
  .map(({ format, reserve, buyNowMinor, ...timing }) => {
    const ascends = format === "english" || format === "sudden-death";
    const falls = format === "dutch" ? { floorMinor: 200, stepMinor: 150, stepEveryMs: 4_000 } : {};
    return makeSpec(
      {
        ...timing,
        ...falls,
        format,
        durationMs: 20_000,
        quantity: format === "fixed" ? 3 : 1,
        buyNowMinor: ascends ? buyNowMinor : null,
      },
      { reserveMinor: ascends || format === "sealed" ? reserve : null },
    );
  });

/** Whole auctions of one to three lots, with bids that meet, clocks that run out and rooms that sleep. */
export const stories = fc.record({
  pacing: fc.constantFrom("live" as const, "live" as const, "timed" as const),
  lots: fc.array(spec, { minLength: 1, maxLength: 3 }),
  steps: fc.array(step, { minLength: 20, maxLength: 80, size: "max" }),
});
export type Story = typeof stories extends fc.Arbitrary<infer Value> ? Value : never;

/** A bid's real lot and amount. */
function aim(room: Rehearsal, line: Line): Line {
  if (line.type !== "bid.place") return line;
  const open = viewLots(room.live).find(({ status }) => status === "open");
  const target = line.lotId === "open" ? (open?.id ?? "lot-1") : line.lotId;
  const lot = viewLots(room.live).find(({ id }) => id === target);
  return { ...line, lotId: target, amountMinor: (lot?.nextMinimumMinor ?? 1_000) + line.amountMinor };
}

/** Plays a story; `watch` sees the room after every step. */
export function play({ pacing, lots, steps }: Story, watch: (room: Rehearsal) => void = () => {}): Rehearsal {
  const limits = [20_000, null, 6_000, null];
  const bidders = people.map((userId, at) => makeTerms(userId, { limitMinor: limits[at] ?? null }));
  const room = schedule({ auction: { pacing }, lots, bidders });
  if (pacing === "live") room.send("seller", { type: "auction.start" });
  let nowMs = 0;
  for (const { afterMs, sleeps, userId, line } of steps) {
    nowMs += afterMs;
    room.at(nowMs);
    if (sleeps) room.sleep();
    room.tick();
    room.send(userId, aim(room, line));
    watch(room);
  }
  // Let everything that is open come to its end.
  room.send("seller", { type: "auction.resume" });
  for (let tick = 0; tick < 20; tick += 1) room.at((nowMs += 20_000)).tick();
  watch(room);
  return room;
}
