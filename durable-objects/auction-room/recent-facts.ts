import type { JournalEntry } from "../../domain/room/entry.ts";
import { limits } from "../../domain/limits.ts";
import { must } from "../../domain/result.ts";
import type { Journal } from "./store/journal.ts";

/** The log's last facts as text, so that a crowd that reconnects at once is answered without touching the disk. */
export interface RecentFacts {
  readonly append: (texts: readonly string[]) => void;
  /** The facts after `afterSeq` up to the head, comma-separated; null when they are more than `limits.resumeFactsMax`. */
  readonly readAfter: (afterSeq: number) => string | null;
}

/** As many facts as may pile up for one frame of a broadcast. */
const KEPT = limits.resumeFactsMax * 2;

export function createRecentFacts(journal: Journal, headSeq: number): RecentFacts {
  /** Facts `firstSeq` … `lastSeq`; older ones are still in the journal. */
  let texts: string[] = [];
  let lastSeq = headSeq;

  const load = (afterSeq: number): void => {
    const wanted = lastSeq - afterSeq;
    if (wanted <= texts.length) return;
    const missing = new Map<number, string>();
    const before = lastSeq - texts.length;
    for (const entry of readEntriesWithFacts(journal, afterSeq + 1, before)) {
      for (const fact of entry.facts) missing.set(fact.seq, JSON.stringify(fact));
    }
    const loaded: string[] = [];
    for (let seq = afterSeq + 1; seq <= before; seq += 1)
      loaded.push(must(missing.get(seq), "a fact of the journal"));
    texts = [...loaded, ...texts];
  };

  return {
    append: (added) => {
      texts.push(...added);
      lastSeq += added.length;
      if (texts.length > KEPT * 2) texts = texts.slice(-KEPT);
    },
    readAfter: (afterSeq) => {
      const count = lastSeq - afterSeq;
      if (count > limits.resumeFactsMax) return null;
      if (count <= 0) return "";
      load(afterSeq);
      return texts.slice(-count).join(",");
    },
  };
}

const PAGE = 500;

/** The entries that hold facts `fromSeq` … `toSeq`, page by page: many of them may hold chat and no fact. */
export function* readEntriesWithFacts(
  journal: Journal,
  fromSeq: number,
  toSeq: number,
): Generator<JournalEntry> {
  let page = journal.readFromFact(fromSeq, PAGE);
  while (page.length > 0) {
    for (const entry of page) {
      const [first] = entry.facts;
      if (first !== undefined && first.seq > toSeq) return;
      if (first !== undefined) yield entry;
    }
    const last = page.at(-1);
    if (last === undefined || (last.facts.at(-1)?.seq ?? 0) >= toSeq) return;
    page = journal.readAfter(last.entryNumber, PAGE);
  }
}
