import type { Bench } from "./measure.ts";
import type { Contest, Filler } from "./targets.ts";
import { openSitting } from "./trial.ts";

const none: Filler = { row: "", accepted: "", facts: "" };

/** Watches the room handle a few bids and makes the raw object's frames and rows exactly as long. */
export async function findFiller(bench: Bench, contest: Contest): Promise<Filler> {
  return bench.withServer("tmpfs", async (server) => {
    const sitting = await openSitting(server, { target: "room", contest, watchers: 1, filler: none });
    try {
      const trial = await sitting.bid({ kind: "open", perSecond: 20 }, { warmupMs: 0, measureMs: 500 });
      const entry = await readLastEntry(`http://127.0.0.1:${server.port}${sitting.scene.path}`);
      const { accepted, facts } = trial.samples;
      if (accepted === "" || facts === "") throw new Error("the room accepted no bid");
      // What the raw object writes around its filler, with ids and numbers of the same length.
      const frame = `{"type":"room.facts","facts":[{"seq":${readSeq(facts)}}]}`;
      const answer = `{"type":"command.accepted","id":"${/"id":"([^"]*)"/u.exec(accepted)?.[1]}","seq":${readSeq(accepted)}}`;
      return {
        row: "x".repeat(entry.length),
        accepted: fill(accepted.length - answer.length),
        facts: fill(facts.length - frame.length),
      };
    } finally {
      await sitting.close();
    }
  });
}

const readSeq = (frame: string): string =>
  frame.slice(frame.lastIndexOf('"seq":') + 6).replace(/\D.*$/su, "");

function fill(length: number): string {
  const around = ',"filler":""'.length;
  return `,"filler":"${"x".repeat(Math.max(0, length - around))}"`;
}

/** The row of the last bid. */
async function readLastEntry(address: string): Promise<string> {
  let last = "";
  for (let after = 0; ;) {
    const answer = await fetch(`${address}/outbox?after=${after}`);
    const { entryTexts } = (await answer.json()) as { readonly entryTexts: readonly string[] };
    if (entryTexts.length === 0) return last;
    after += entryTexts.length;
    last = entryTexts.at(-1) ?? last;
  }
}
