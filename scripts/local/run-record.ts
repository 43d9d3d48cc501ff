import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { endProcess, listDescendants, listProcesses } from "./processes.ts";

const recordSchema = z.object({
  processes: z.array(z.object({ pid: z.int().positive(), command: z.string() })),
});

const getPath = (dataDir: string): string => join(dataDir, "running.json");

/** Writes down this process and what it started, so that the next start can find what a `kill -9` leaves behind. */
export function writeRunRecord(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  const own = listProcesses().filter((running) => running.pid === process.pid);
  const processes = [...own, ...listDescendants(process.pid)].map(({ pid, command }) => ({ pid, command }));
  writeFileSync(getPath(dataDir), JSON.stringify({ processes }));
}

/** The run ended in order: nothing is left to find. */
export function removeRunRecord(dataDir: string): void {
  rmSync(getPath(dataDir), { force: true });
}

/**
 * Ends whatever an earlier run on this data folder left running, or still is: two runs would write to the same
 * objects. A process counts only when its command line is the one written down, as pids are used again.
 * Returns how many were ended.
 */
export async function endEarlierRun(dataDir: string): Promise<number> {
  const path = getPath(dataDir);
  if (!existsSync(path)) return 0;
  const parsed = recordSchema.safeParse(parseJson(readFileSync(path, "utf8")));
  const running = new Map(listProcesses().map(({ pid, command }) => [pid, command]));
  const left = (parsed.data?.processes ?? []).filter(
    ({ pid, command }) => pid !== process.pid && running.get(pid) === command,
  );
  // In the order written: the parent first, so that it can end its own children.
  for (const { pid } of left) await endProcess(pid, 15_000);
  removeRunRecord(dataDir);
  return left.length;
}

/** A record that a kill cut off in the middle says nothing. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
