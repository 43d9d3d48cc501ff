import type { BidderTerms, RoomCommand } from "../../../domain/room/command.ts";
import type { LotSpec } from "../../../domain/room/lot-rules.ts";
import { canonical } from "./seals.ts";
import type { CommandHeard } from "./commands.ts";
import type { Report } from "./report.ts";
import { createTruthLot } from "./truth.ts";
import type { Truth, TruthBidder, TruthLot } from "./truth.ts";

type SetupCommand = Extract<
  RoomCommand,
  { type: "auction.create" | "auction.edit" | "lot.add" | "lot.edit" | "lot.remove" | "bidder.register" }
>;

const setupTypes: ReadonlySet<string> = new Set<SetupCommand["type"]>([
  "auction.create",
  "auction.edit",
  "lot.add",
  "lot.edit",
  "lot.remove",
  "bidder.register",
]);
export const isSetup = (command: RoomCommand): command is SetupCommand => setupTypes.has(command.type);

/** What the platform's own routes set up. Whether a spec is a good one is not judged here; what was accepted counts. */
export function takeSetup(
  truth: Truth,
  heard: Omit<CommandHeard, "command"> & { command: SetupCommand },
  report: Report,
): void {
  const { command, answered } = heard;
  if (command.type === "bidder.register") {
    takeRegistration(truth, command.terms, answered, report);
    return;
  }
  if (!answered.ok) return;
  switch (command.type) {
    case "auction.create":
      truth.lots = command.lots.map(({ lotId, spec }) => createTruthLot(lotId, spec));
      break;
    case "auction.edit":
      if (truth.status !== "scheduled") report("L8", `the auction was changed while ${truth.status}`);
      Object.assign(truth.auction, command.edit);
      break;
    case "lot.add":
      truth.lots = [...truth.lots, createTruthLot(command.lotId, command.spec)];
      break;
    default: {
      const lot = truth.lots.find(({ lotId }) => lotId === command.lotId);
      if (lot?.status !== "queued")
        report("L4", `${command.type} of lot ${command.lotId}, which is ${lot?.status ?? "unknown"}`);
      if (lot === undefined) return;
      if (command.type === "lot.edit") editLot(lot, command.spec, report);
      else removeLot(truth, lot, report);
    }
  }
}

/** L4: with a pre-bid on a lot its money is frozen already. */
function editLot(lot: TruthLot, spec: LotSpec, report: Report): void {
  const money = ({ rules, reserveMinor }: LotSpec): string =>
    canonical([
      rules.startingPriceMinor,
      rules.increments,
      rules.currency,
      rules.premiumBps,
      rules.feeBps,
      rules.format,
      reserveMinor,
    ]);
  if (lot.standings.size > 0 && money(lot.spec) !== money(spec))
    report("L4", `the money of lot ${lot.lotId} changed under a pre-bid`);
  lot.spec = spec;
  lot.priceMinor = spec.rules.startingPriceMinor;
  lot.remaining = spec.rules.quantity;
  lot.reserveMet = spec.reserveMinor === null;
}

function removeLot(truth: Truth, lot: TruthLot, report: Report): void {
  if (lot.standings.size > 0) report("L5", `lot ${lot.lotId} was removed under a pre-bid`);
  truth.lots = truth.lots.filter((candidate) => candidate !== lot);
}

/** B1: paddles in the order of registration; new terms keep the paddle. B2: not for the seller's side. */
function takeRegistration(
  truth: Truth,
  { userId, limitMinor, shippingMinor, additionalShippingMinor }: BidderTerms,
  answered: CommandHeard["answered"],
  report: Report,
): void {
  const known = truth.bidders.get(userId);
  const over = truth.status === "ended" || truth.status === "cancelled";
  const own = userId === truth.auction.sellerId || truth.auction.linkedUserIds.includes(userId);
  if (!answered.ok) {
    // The rules leave open when the door closes and whether the seller's side may hold a paddle.
    if (!over && !own && known?.blocked !== true)
      report("B1", `registering ${userId} was refused with ${answered.code}`);
    return;
  }
  const shipping = { firstMinor: shippingMinor, furtherMinor: additionalShippingMinor ?? shippingMinor };
  if (known !== undefined) {
    known.limitMinor = limitMinor;
    known.shipping = shipping;
    return;
  }
  const bidder: TruthBidder = {
    userId,
    paddle: truth.bidders.size + 1,
    limitMinor,
    blocked: false,
    wonMinor: 0,
    shipping,
    shippedForMinor: [],
  };
  truth.bidders.set(userId, bidder);
  truth.paddles.set(bidder.paddle, bidder);
}
