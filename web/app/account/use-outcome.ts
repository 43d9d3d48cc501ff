import { useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

import type { FormOutcome } from "../api/form-outcome.ts";
import { useToast } from "../components/toast.tsx";

/** The heading of an account page, which takes the focus when what had it is gone. */
export const PAGE_HEADING_ID = "page-heading";

/**
 * Says what a form of the page did, and keeps the reader's place: at the first field that needs another look, or at
 * the page's heading when the button they pressed went away with its row.
 */
export function useOutcome(
  outcome: FormOutcome | undefined,
  said: Readonly<Record<string, string | undefined>>,
): void {
  const toast = useToast();
  const isIdle = useNavigation().state === "idle";
  const handled = useRef<FormOutcome>();
  useEffect(() => {
    if (!isIdle || !outcome || handled.current === outcome) return;
    handled.current = outcome;
    if (!outcome.ok) {
      document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
      return;
    }
    const text = said[outcome.intent];
    if (text) toast(text, "good");
    if (document.activeElement === document.body) {
      document.getElementById(PAGE_HEADING_ID)?.focus({ preventScroll: true });
    }
  }, [isIdle, outcome, said, toast]);
}
