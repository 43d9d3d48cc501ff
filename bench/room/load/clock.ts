/** Milliseconds on the machine's monotonic clock: comparable between processes, never set back. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1e3 + nanoseconds / 1e6;
}
