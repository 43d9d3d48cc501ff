import type { LoadAnswer, LoadRequest } from "./orders.ts";

/** Turns this process into a load process: one answer for every request from the parent. */
export function serveLoad(handle: (request: LoadRequest) => Promise<unknown>): void {
  process.on("message", (request: LoadRequest) => {
    const reply = (answer: LoadAnswer): void => void process.send?.(answer);
    handle(request).then(
      (value) => reply({ ok: true, value }),
      (error: unknown) => reply({ ok: false, error: error instanceof Error ? error.message : String(error) }),
    );
  });
  process.on("disconnect", () => process.exit(0));
}
