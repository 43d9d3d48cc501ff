import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

const FIRST_MS = 1_000;
const LAST_MS = 16_000;

/**
 * Reads the page again a few times, each after twice as long, while something about it is being decided elsewhere: a bank
 * sends its customer back to us faster than it tells us what they said.
 */
export function useFollow(isUndecided: boolean): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (!isUndecided) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (afterMs: number) => {
      timer = setTimeout(() => {
        revalidate();
        if (afterMs < LAST_MS) wait(afterMs * 2);
      }, afterMs);
    };
    wait(FIRST_MS);
    return () => clearTimeout(timer);
  }, [isUndecided, revalidate]);
}
