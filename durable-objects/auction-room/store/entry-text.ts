import { z } from "../../../contract/zod.ts";
import type { JournalEntry, PrivateChange } from "../../../domain/room/entry.ts";
import type { Fact } from "../../../domain/room/fact.ts";

// The inside of facts and changes is the room's own writing, read back by the same rules that wrote it; what is checked
// is that a row is an entry at all, so that a damaged one stops the room instead of bending it.
const typed = z.looseObject({ type: z.string() });

const journalEntry = z.object({
  entryNumber: z.int().min(1),
  atMs: z.int(),
  facts: z.array(z.custom<Fact>((value) => typed.safeParse(value).success)),
  private: z.object({
    userId: z.string().nullable(),
    commandId: z.string().nullable(),
    commandHash: z.string().nullable(),
    answer: z
      .object({
        id: z.string(),
        seq: z.int().min(0),
        outcome: z.enum(["leading", "outbid", "done"]),
        priceMinor: z.int().exactOptional(),
        yourMaxMinor: z.int().exactOptional(),
      })
      .nullable(),
    changes: z.array(z.custom<PrivateChange>((value) => typed.safeParse(value).success)),
  }),
});

/** The entry behind a row of the journal. */
export function parseEntry(text: string): JournalEntry {
  return journalEntry.parse(JSON.parse(text));
}

/** An entry as its row holds it. `factTexts` are its facts, already written: the sockets get the same bytes. */
export function writeEntry(entry: JournalEntry, factTexts: readonly string[]): string {
  const { entryNumber, atMs } = entry;
  const privateText = JSON.stringify(entry.private);
  return `{"entryNumber":${entryNumber},"atMs":${atMs},"facts":[${factTexts.join(",")}],"private":${privateText}}`;
}
