import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Loads the page's data again now and then, while somebody looks at it; not while there is no time. */
export function useFreshData(everyMs: number | undefined): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && state === "idle") revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, revalidate, state]);
}
