import { fork } from "node:child_process";
import { join } from "node:path";
import type { LoadAnswer, LoadRequest } from "./orders.ts";

/** A load generator in a process of its own, so that it competes with the room for nothing but the machine. */
export interface LoadProcess {
  ask<Value>(request: LoadRequest): Promise<Value>;
  stop(): Promise<void>;
}

/** Starts `bidders` or `watchers`. One request at a time. */
export function startLoad(name: "bidders" | "watchers"): LoadProcess {
  // Typed arrays of a hundred thousand times survive only structured cloning.
  const child = fork(join(import.meta.dirname, `${name}.ts`), { serialization: "advanced", execArgv: [] });
  return {
    ask: <Value>(request: LoadRequest) =>
      new Promise<Value>((resolve, reject) => {
        const onExit = (code: number | null): void => reject(new Error(`${name} ended with ${code}`));
        child.once("exit", onExit);
        child.once("message", (answer: LoadAnswer) => {
          child.off("exit", onExit);
          if (answer.ok) resolve(answer.value as Value);
          else reject(new Error(`${name}: ${answer.error}`));
        });
        child.send(request);
      }),
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        if (child.exitCode === null) child.disconnect();
        else resolve();
      }),
  };
}
