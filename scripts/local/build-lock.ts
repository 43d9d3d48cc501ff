import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rootDir } from "../places.ts";

const lockPath = join(rootDir, ".data", "build", "lock");

/** Does work that only one process of this checkout may do at a time; waits for the one that does. */
export async function withBuildLock<Value>(work: () => Promise<Value>): Promise<Value> {
  mkdirSync(dirname(lockPath), { recursive: true });
  while (!takeLock()) await new Promise((resolve) => setTimeout(resolve, 250));
  try {
    return await work();
  } finally {
    rmSync(lockPath, { force: true });
  }
}

function takeLock(): boolean {
  try {
    writeFileSync(lockPath, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    // Whoever held it was killed: the lock is nobody's.
    if (!isHeld()) rmSync(lockPath, { force: true });
    return false;
  }
}

function isHeld(): boolean {
  try {
    const pid = Number(readFileSync(lockPath, "utf8"));
    // Just made, its number not yet written.
    if (pid === 0) return true;
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
