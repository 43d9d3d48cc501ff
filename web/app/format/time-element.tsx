import { useEffect, useState } from "react";

import { TIME_ZONE_COOKIE } from "./find-reader.ts";
import type { Reader } from "./reader.tsx";
import { useReader } from "./reader.tsx";
import { formatClock, formatDate, formatDateTime } from "./time.ts";

const FORMATS = { dateTime: formatDateTime, date: formatDate, clock: formatClock };

/**
 * A moment in the reader's own place. The server writes it in the zone the cookie names (UTC on a first visit, and
 * says so); the browser corrects it once it runs.
 */
export function Time({ atMs, format = "dateTime" }: { atMs: number; format?: keyof typeof FORMATS }) {
  const reader = useReader();
  const [local, setLocal] = useState<Reader>(reader);
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    if (timeZone === reader.timeZone) return;
    document.cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(timeZone)}; Path=/; Max-Age=31536000; SameSite=Lax`;
    setLocal({ ...reader, timeZone });
  }, [reader]);
  return (
    <time dateTime={new Date(atMs).toISOString()} suppressHydrationWarning>
      {FORMATS[format](atMs, local)}
      {local.timeZone === "UTC" && format === "dateTime" ? " UTC" : ""}
    </time>
  );
}
