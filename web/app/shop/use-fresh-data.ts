import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Loads the page's data again now and then, while somebody looks at it. */
export function useFreshData(everyMs: number): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible" && state === "idle") revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, revalidate, state]);
}
