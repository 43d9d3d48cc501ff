import { describe, expect, it } from "vitest";

import { createLot, createModel } from "../room/room-fixtures.ts";
import { computeHostCommands } from "./host-commands.ts";

const queued = createLot({ id: "q", position: 2 });
const open = createLot({ id: "o", status: "open", closesAtMs: 1 });
const bidOn = { ...open, bidCount: 1 };
const held = { held: { sinceMs: 1, reason: "host" } };

describe("what a host can do", () => {
  it.each([
    ["before the start", createModel({ auction: { status: "scheduled" }, lots: [queued] }), "scheduled", []],
    ["between lots", createModel({ lots: [queued] }), "live", ["canEnd", "canOpenNext"]],
    ["with a lot open", createModel({ lots: [open, queued] }), "live", ["canEnd", "canHold", "canPass"]],
    ["[L5] once a bid is in", createModel({ lots: [bidOn, queued] }), "live", ["canHold"]],
    ["while the clock stands", createModel({ lots: [open], auction: held }), "held", ["canEnd"]],
    ["after the end", createModel({ lots: [], auction: { status: "ended" } }), "over", []],
  ])("%s", (_, model, phase, can) => {
    const commands = computeHostCommands(model);
    const allowed = Object.entries(commands)
      .filter(([, value]) => value === true)
      .map(([name]) => name);
    expect({ phase: commands.phase, allowed: allowed.toSorted() }).toEqual({ phase, allowed: can });
  });
});
