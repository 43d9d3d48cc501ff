import { spawn } from "node:child_process";
import { rootDir } from "../places.ts";

/** What a command came to. */
export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
  readonly seconds: number;
}

/** Runs one of our tools to its end. `isShown` passes its output on as it comes; else it is only collected. */
export async function runCommand(
  command: readonly string[],
  options: { readonly isShown?: boolean; readonly variables?: Readonly<Record<string, string>> } = {},
): Promise<CommandResult> {
  const [program, ...parameters] = command;
  if (program === undefined) throw new Error("a command has a name");
  const startedAtMs = performance.now();
  const child = spawn(program, parameters, {
    cwd: rootDir,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, FORCE_COLOR: process.env.CI === undefined ? "1" : "0", ...options.variables },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (options.isShown === true) process.stdout.write(text);
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  return { ok: code === 0, output, seconds: (performance.now() - startedAtMs) / 1_000 };
}
