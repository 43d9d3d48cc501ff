import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** A running process as the system lists it. */
export interface Process {
  readonly pid: number;
  readonly parentPid: number;
  readonly command: string;
}

/** Every process of this machine: from /proc where there is one, as small images have no `ps`. */
export function listProcesses(): Process[] {
  if (existsSync("/proc/self/stat")) return readdirSync("/proc").flatMap(readProcess);
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,command="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [, pid, parentPid, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/u.exec(line) ?? [];
    return command === undefined ? [] : [{ pid: Number(pid), parentPid: Number(parentPid), command }];
  });
}

function readProcess(name: string): Process[] {
  if (!/^\d+$/u.test(name)) return [];
  try {
    // The second field is the program's name in parentheses and may itself have spaces and parentheses.
    const stat = readFileSync(`/proc/${name}/stat`, "utf8");
    const [state, parentPid] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return [];
    const command = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return [{ pid: Number(name), parentPid: Number(parentPid), command }];
  } catch {
    // Gone between being listed and being read.
    return [];
  }
}

/** The processes that `pid` started, and those they started. */
export function listDescendants(pid: number): Process[] {
  const all = listProcesses();
  const found: Process[] = [];
  let parents = new Set([pid]);
  while (parents.size > 0) {
    const children = all.filter((process) => parents.has(process.parentPid));
    found.push(...children);
    parents = new Set(children.map((child) => child.pid));
  }
  return found;
}

/** Ends a process: asks first, and insists when it is still there after `graceMs`. */
export async function endProcess(pid: number, graceMs: number): Promise<void> {
  const signal = (name: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(pid, name);
    } catch {
      return false;
    }
  };
  if (!signal("SIGTERM")) return;
  const deadline = Date.now() + graceMs;
  while (signal(0)) {
    if (Date.now() > deadline) {
      signal("SIGKILL");
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
