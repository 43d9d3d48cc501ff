import { expect, test } from "vitest";
import {
  asRpc,
  describeCaller,
  describeLot,
  describeTerms,
  openRoomForBids,
  passerBy,
  run,
} from "../../test/support/workers/room.ts";

const crowd = 1_000;
const stock = 25;

test(
  "[SEC-28] [S1] limited stock claimed by 1,000 people at once has exactly as many buyers",
  { timeout: 60_000 },
  async () => {
    const lot = describeLot({ format: "fixed", quantity: stock });
    const { room, lotId } = await openRoomForBids([lot]);
    const userIds = Array.from({ length: crowd }, (_, index) => `person-${index}`);
    for (const userId of userIds) {
      const terms = describeTerms(userId);
      await run(room, { type: "bidder.register", id: "register", terms }, describeCaller(userId));
    }
    const answers = await Promise.all(
      userIds.map((userId) =>
        asRpc(room).command({ type: "lot.buy", id: "buy", lotId }, describeCaller(userId)),
      ),
    );
    const outcomes = answers.map((answer) => (answer?.type === "command.refused" ? answer.code : "bought"));
    expect(outcomes.filter((outcome) => outcome === "bought")).toHaveLength(stock);
    expect(new Set(outcomes)).toEqual(new Set(["bought", "lot_closed"]));
    const log = await asRpc(room).log(0, 1_000, passerBy);
    const sales = log?.facts.filter((fact) => fact.type === "lot.bought") ?? [];
    expect(sales.map((fact) => fact["saleNumber"])).toEqual(Array.from({ length: stock }, (_, at) => at + 1));
    expect(new Set(sales.map((fact) => fact["paddle"])).size).toBe(stock);
  },
);
