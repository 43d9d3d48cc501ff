import type { Fact } from "../../domain/room/fact.ts";
import { hashOf, firstHash } from "./auditor/seals.ts";
import type { Answered, Heard, Transcript } from "./transcript.ts";

/** A way a room could be wrong. Returns the transcript it would leave, or null where this one offers no occasion. */
export interface Mutation {
  readonly name: string;
  readonly mutate: (transcript: Transcript) => Transcript | null;
}

type FactOf<Type extends Fact["type"]> = Extract<Fact, { type: Type }>;

/** Chains the log anew, as a room would that made the mistake itself: the chain must not be what gives it away. */
function reseal(transcript: Transcript, log: readonly Fact[]): Transcript {
  let previousHash = firstHash(transcript.auctionId);
  const sealed = log.map((fact, index) => {
    const numbered = { ...fact, seq: index + 1, previousHash };
    previousHash = hashOf(numbered);
    return { ...numbered, hash: previousHash };
  });
  return { ...transcript, log: sealed };
}

/** Changes the first fact of a type that `when` likes. */
function changeFact<Type extends Fact["type"]>(
  type: Type,
  when: (fact: FactOf<Type>, transcript: Transcript) => boolean,
  change: (fact: FactOf<Type>) => Partial<FactOf<Type>>,
): Mutation["mutate"] {
  return (transcript) => {
    const index = transcript.log.findIndex(
      (fact) => fact.type === type && when(fact as FactOf<Type>, transcript),
    );
    const fact = transcript.log[index];
    if (fact === undefined) return null;
    return reseal(transcript, transcript.log.with(index, { ...fact, ...change(fact as FactOf<Type>) }));
  };
}

/** Takes facts out, as if the room had not acted; everything heard later finds a shorter log. */
function dropFacts(when: (fact: Fact, transcript: Transcript) => boolean): Mutation["mutate"] {
  return (transcript) => {
    const dropped = transcript.log.find((fact) => when(fact, transcript));
    if (dropped === undefined) return null;
    const shift = (seq: number): number => (seq >= dropped.seq ? seq - 1 : seq);
    const heard = transcript.heard.map((event): Heard => ({
      ...event,
      headSeq: shift(event.headSeq),
      what: shiftAnswer(event.what, shift),
    }));
    return reseal(
      { ...transcript, heard },
      transcript.log.filter((fact) => fact !== dropped),
    );
  };
}

function shiftAnswer(what: Heard["what"], shift: (seq: number) => number): Heard["what"] {
  if (what.type !== "command" || !what.answered.ok) return what;
  return { ...what, answered: { ...what.answered, seq: shift(what.answered.seq) } };
}

type CommandHeard = Extract<Heard["what"], { type: "command" }>;

/** Changes what the first command that `when` likes was answered. */
function changeAnswer(
  when: (what: CommandHeard, earlier: readonly Heard[]) => boolean,
  change: (answered: Answered) => Answered,
): Mutation["mutate"] {
  return (transcript) => {
    const { heard } = transcript;
    const index = heard.findIndex(
      ({ what }, place) => what.type === "command" && when(what, heard.slice(0, place)),
    );
    const event = heard[index];
    if (event?.what.type !== "command") return null;
    const what = { ...event.what, answered: change(event.what.answered) };
    return { ...transcript, heard: heard.with(index, { ...event, what }) };
  };
}

const refusedWith =
  (code: string) =>
  ({ answered }: CommandHeard): boolean =>
    !answered.ok && answered.code === code;

const wasAccepted = ({ command, answered, actor }: CommandHeard, earlier: readonly Heard[]): boolean =>
  answered.ok &&
  command.type === "bid.place" &&
  earlier.some(
    ({ what }) =>
      what.type === "command" &&
      what.answered.ok &&
      what.command.id === command.id &&
      what.actor.userId === actor.userId,
  );

const isOpened = (log: readonly Fact[], bidId: string): boolean =>
  log.some(
    (fact) => fact.type === "lot.revealed" && fact.openings.some((opening) => opening.bidId === bidId),
  );

const swapPaddle = ({ paddle }: { readonly paddle: number }): { paddle: number } => ({
  paddle: paddle === 1 ? 2 : 1,
});

/** Every kind of mistake the rules forbid, one at a time. */
export const mutations: readonly Mutation[] = [
  {
    name: "P4 a price a little too high",
    mutate: changeFact(
      "bid.placed",
      ({ auto }) => auto,
      ({ priceMinor }) => ({ priceMinor: priceMinor + 1 }),
    ),
  },
  { name: "P5 the other paddle leads", mutate: changeFact("bid.placed", ({ auto }) => !auto, swapPaddle) },
  {
    name: "P2 a wrong next minimum",
    mutate: changeFact(
      "bid.placed",
      () => true,
      ({ nextMinimumMinor }) => ({ nextMinimumMinor: nextMinimumMinor + 5 }),
    ),
  },
  {
    name: "P8 the reserve is said to be met",
    mutate: changeFact(
      "bid.placed",
      ({ reserveMet }) => !reserveMet,
      () => ({ reserveMet: true }),
    ),
  },
  { name: "P4 the hammer falls for another paddle", mutate: changeFact("lot.sold", () => true, swapPaddle) },
  {
    name: "P4 the hammer falls at another price",
    mutate: changeFact(
      "lot.sold",
      () => true,
      ({ priceMinor }) => ({ priceMinor: priceMinor + 100 }),
    ),
  },
  {
    name: "P8 a lot is sold below its reserve",
    mutate: (transcript) => {
      const index = transcript.log.findIndex(
        (fact) => fact.type === "lot.passed" && fact.reason === "reserve",
      );
      const passed = transcript.log[index];
      if (passed?.type !== "lot.passed") return null;
      const bid = transcript.log.findLast(
        (fact) => fact.type === "bid.placed" && fact.lotId === passed.lotId,
      );
      if (bid?.type !== "bid.placed") return null;
      const { reason: _, ...rest } = passed;
      const { paddle, priceMinor } = bid;
      return reseal(
        transcript,
        transcript.log.with(index, { ...rest, type: "lot.sold", paddle, priceMinor }),
      );
    },
  },
  {
    name: "K2 a late bid does not extend",
    mutate: changeFact(
      "bid.placed",
      ({ extended }) => extended,
      ({ closesAtMs }) => ({ closesAtMs: closesAtMs - 1_000 }),
    ),
  },
  {
    name: "K2 a bid extends that should not",
    mutate: changeFact(
      "bid.placed",
      ({ extended }) => !extended,
      ({ closesAtMs }) => ({ extended: true, closesAtMs: closesAtMs + 10_000 }),
    ),
  },
  {
    name: "K1 a lot opens for too long",
    mutate: changeFact(
      "lot.opened",
      () => true,
      ({ closesAtMs }) => ({ closesAtMs: closesAtMs + 1 }),
    ),
  },
  { name: "K4 the hammer never falls", mutate: dropFacts(({ type }) => type === "lot.sold") },
  {
    name: "K5 a resume gives too little time",
    mutate: changeFact(
      "auction.resumed",
      ({ lots }) => lots.length > 0,
      ({ lots }) => ({ lots: lots.map((lot) => ({ ...lot, closesAtMs: lot.closesAtMs - 500 })) }),
    ),
  },
  {
    name: "L4 a lot opens by other rules",
    mutate: changeFact(
      "lot.opened",
      () => true,
      ({ rules }) => ({ rules: { ...rules, windowMs: rules.windowMs + 1 } }),
    ),
  },
  {
    name: "P10 a beaten maximum is not shown",
    mutate: dropFacts(
      (fact, { log }) =>
        fact.type === "bid.placed" &&
        fact.auto &&
        log[fact.seq]?.type === "bid.placed" &&
        log[fact.seq]?.atMs === fact.atMs,
    ),
  },
  {
    name: "H2 an opening tells another amount",
    mutate: changeFact(
      "lot.revealed",
      ({ openings }) => openings.length > 0,
      ({ openings }) => ({
        openings: openings.map((opening) => ({ ...opening, amountMinor: opening.amountMinor - 1 })),
      }),
    ),
  },
  {
    name: "H2 an opening is kept back",
    mutate: changeFact(
      "lot.revealed",
      ({ openings }) => openings.length > 0,
      ({ openings }) => ({ openings: openings.slice(1) }),
    ),
  },
  {
    name: "H2 a commitment to nothing",
    mutate: changeFact(
      "bid.placed",
      ({ commitment, bidId }, { log }) => commitment !== undefined && isOpened(log, bidId),
      () => ({ commitment: "0".repeat(64) }),
    ),
  },
  {
    name: "H2 a leader's maximum without a commitment",
    mutate: dropFacts(({ type }) => type === "bid.committed"),
  },
  {
    name: "J1 a bid is applied twice",
    mutate: (transcript) => {
      const fact = transcript.log.find(({ type }) => type === "bid.placed");
      if (fact === undefined) return null;
      return reseal(transcript, transcript.log.toSpliced(fact.seq, 0, fact));
    },
  },
  {
    name: "H1 a fact is changed and the chain left as it was",
    mutate: (transcript) => {
      const index = transcript.log.findIndex(({ type }) => type === "lot.opened");
      const fact = transcript.log[index];
      return fact?.type === "lot.opened"
        ? { ...transcript, log: transcript.log.with(index, { ...fact, title: "Another vase" }) }
        : null;
    },
  },
  {
    name: "B3 a replay gets another answer",
    mutate: changeAnswer(wasAccepted, (answered) =>
      answered.ok ? { ...answered, seq: answered.seq + 1 } : answered,
    ),
  },
  {
    name: "B3 a used id is refused",
    mutate: changeAnswer(wasAccepted, () => ({ ok: false, code: "id_reused" })),
  },
  {
    name: "B3 another body under a used id is refused for another reason",
    mutate: changeAnswer(refusedWith("id_reused"), () => ({ ok: false, code: "below_minimum" })),
  },
  {
    name: "B4 a bidder is limited without cause",
    mutate: changeAnswer(
      ({ command, answered }) =>
        command.type === "bid.place" && !answered.ok && answered.code === "below_minimum",
      () => ({ ok: false, code: "rate_limited" }),
    ),
  },
  {
    name: "B5 the wrong refusal: a limit instead of a minimum",
    mutate: changeAnswer(refusedWith("below_minimum"), () => ({ ok: false, code: "over_limit" })),
  },
  {
    name: "B2 a blocked bidder hears of the lot instead",
    mutate: changeAnswer(refusedWith("blocked"), () => ({ ok: false, code: "lot_closed" })),
  },
  {
    name: "P3 the minimum in the details is wrong",
    mutate: changeAnswer(refusedWith("below_minimum"), (answered) => ({
      ...answered,
      details: { minimumMinor: 1 },
    })),
  },
  {
    name: "P3 the valid amounts in the details are wrong",
    mutate: changeAnswer(refusedWith("off_grid"), (answered) => ({
      ...answered,
      details: { nextValidMinor: [1, 2, 3] },
    })),
  },
  {
    name: "P4 a beaten bidder is told to lead",
    mutate: changeAnswer(
      ({ answered }) => answered.ok && answered.outcome === "outbid",
      (answered) => ({ ...answered, outcome: "leading" }) as Answered,
    ),
  },
  {
    name: "J1 an accepted bid is told to be refused",
    mutate: changeAnswer(
      ({ command, answered }) => command.type === "bid.place" && answered.ok,
      () => ({ ok: false, code: "below_minimum" }),
    ),
  },
  {
    name: "S1 a sale comes out twice",
    mutate: (transcript) =>
      transcript.sales[0] === undefined
        ? null
        : { ...transcript, sales: [...transcript.sales, transcript.sales[0]] },
  },
  {
    name: "S1 a sale is lost",
    mutate: (transcript) =>
      transcript.sales.length === 0 ? null : { ...transcript, sales: transcript.sales.slice(1) },
  },
  {
    name: "S1 a sale goes to somebody else",
    mutate: (transcript) => {
      const [sale] = transcript.sales;
      return sale === undefined
        ? null
        : { ...transcript, sales: transcript.sales.with(0, { ...sale, userId: "user-Onny" }) };
    },
  },
  {
    name: "P9 a sale's shipping is another",
    mutate: (transcript) => {
      const [sale] = transcript.sales;
      return sale === undefined
        ? null
        : {
            ...transcript,
            sales: transcript.sales.with(0, { ...sale, shippingMinor: sale.shippingMinor + 1 }),
          };
    },
  },
  {
    name: "H2 a viewer is shown somebody's maximum",
    mutate: (transcript) => {
      const index = transcript.heard.findIndex(
        ({ what }) => what.type === "look" && what.look.you.paddle === null && what.look.lots.length > 0,
      );
      const event = transcript.heard[index];
      if (event?.what.type !== "look") return null;
      const { look } = event.what;
      const you = { ...look.you, maxima: { [look.lots[0]?.id ?? ""]: 5_000 } };
      return {
        ...transcript,
        heard: transcript.heard.with(index, { ...event, what: { type: "look", look: { ...look, you } } }),
      };
    },
  },
];
