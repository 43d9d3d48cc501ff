import { useEffect, useState } from "react";

/** Typing is over for the moment. */
const PAUSE_MS = 150;
const SHORTEST = 2;

/** What was typed may be the beginning of these words; nothing while there is nothing to say. */
export function useSuggestions(text: string): readonly string[] {
  const [words, setWords] = useState<readonly string[]>([]);
  useEffect(() => {
    const q = text.trim().slice(0, 100);
    if (q.length < SHORTEST) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      // Only who types needs the schemas of the interface; every other page does without them.
      import("./find-suggestions.ts")
        .then(({ findSuggestions }) => findSuggestions(q, stop.signal))
        .then(setWords, () => undefined);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text]);
  return words;
}
