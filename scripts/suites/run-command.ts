import { spawn } from "node:child_process";
import { rootDir } from "../places.ts";

/** What a command came to. */
export interface CommandResult {
  readonly ok: boolean;
  readonly output: string;
  readonly seconds: number;
}

interface RunOptions {
  /** Passes its output on as it comes; else it is only collected. */
  readonly isShown?: boolean;
  readonly variables?: Readonly<Record<string, string>>;
  /** Where it runs; the repository's folder unless it says so. */
  readonly directory?: string;
}

/** Runs one of our tools to its end. */
export async function runCommand(
  command: readonly string[],
  options: RunOptions = {},
): Promise<CommandResult> {
  const [program, ...parameters] = command;
  if (program === undefined) throw new Error("a command has a name");
  const startedAtMs = performance.now();
  const child = spawn(program, parameters, {
    cwd: options.directory ?? rootDir,
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
