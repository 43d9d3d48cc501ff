import { useCallback, useSyncExternalStore } from "react";

import type { Theme } from "./theme.ts";
import { themes, writeThemeCookie } from "./theme.ts";

const CHANGED = "blytz:theme";

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener);
  return () => window.removeEventListener(CHANGED, listener);
}

function readChosen(): Theme {
  const match = /(?:^|; )theme=(\w+)/.exec(document.cookie);
  return themes.find((theme) => theme === match?.[1]) ?? "system";
}

/**
 * The reader's choice and how to change it. The attribute is set at once on the document; the cookie makes the
 * server render the next page in it.
 */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const chosen = useSyncExternalStore(subscribe, readChosen, () => "system" as const);
  const choose = useCallback((theme: Theme) => {
    document.cookie = writeThemeCookie(theme);
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    window.dispatchEvent(new Event(CHANGED));
  }, []);
  return [chosen, choose];
}
