import { execFile, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { must } from "../../domain/result.ts";

const repository = join(import.meta.dirname, "../..");

/** The workerd that wrangler runs, which is the one `npm start` serves with; other copies are installed beside it. */
function findWorkerd(): { readonly binary: string; readonly version: string } {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));
  const workerd = fromWrangler("workerd") as { readonly default: string; readonly version: string };
  return { binary: workerd.default, version: workerd.version };
}

/** A bench's Worker as one module, bundled as a deployment would bundle it. Returns its path. */
export async function bundleWorker(
  folder: string,
  config = join(import.meta.dirname, "wrangler.toml"),
): Promise<string> {
  const outdir = join(folder, "bundle");
  const wrangler = join(repository, "node_modules/.bin/wrangler");
  await promisify(execFile)(wrangler, ["deploy", "--dry-run", "--outdir", outdir, "--config", config], {
    cwd: repository,
    env: {
      ...process.env,
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      WRANGLER_HIDE_BANNER: "true",
      WRANGLER_SEND_METRICS: "false",
    },
  });
  return join(outdir, "entry.js");
}

export interface WorkerdOptions {
  readonly bundle: string;
  /** Where the objects' databases go: a folder on the disk or in memory. Emptied first. */
  readonly storage: string;
  readonly port: number;
  /** Text bindings of the Worker. */
  readonly variables: Readonly<Record<string, string>>;
  /** Classes of objects by their binding; the room's bench has its own two. */
  readonly classes?: Readonly<Record<string, string>>;
}

const roomClasses = { RAW_ROOM: "RawRoom", AUCTION_ROOM: "AuctionRoom" };

export interface RunningWorkerd {
  readonly port: number;
  readonly pid: number;
  /** Resident memory now, in bytes. */
  readMemoryBytes(): number;
  /** CPU time used so far, in milliseconds. */
  readCpuMs(): number;
  stop(): Promise<void>;
}

/** Runs the bundle on bare workerd and resolves when it answers. */
export async function startWorkerd(options: WorkerdOptions): Promise<RunningWorkerd> {
  rmSync(options.storage, { recursive: true, force: true });
  mkdirSync(join(options.storage, "objects"), { recursive: true });
  // Beside the bundle: an absolute path in `embed` would be looked up among the importable schemas.
  const config = join(dirname(options.bundle), `${options.port}.capnp`);
  writeFileSync(config, describeConfig(options));
  const child = spawn(findWorkerd().binary, ["serve", config], { stdio: ["ignore", "inherit", "inherit"] });
  const stop = (): Promise<void> => stopWorkerd(child, options.storage);
  try {
    await waitUntilReady(child, options.port);
  } catch (error) {
    await stop();
    throw error;
  }
  const pid = must(child.pid, "a started process has an id");
  return {
    port: options.port,
    pid,
    readMemoryBytes: () => readMemoryBytes(pid),
    readCpuMs: () => readCpuMs(pid),
    stop,
  };
}

export const workerdVersion = (): string => findWorkerd().version;

function describeConfig(options: WorkerdOptions): string {
  const text = JSON.stringify;
  const variables = Object.entries(options.variables).map(
    ([name, value]) => `(name = ${text(name)}, text = ${text(value)})`,
  );
  const classes = Object.entries(options.classes ?? roomClasses);
  const namespaces = classes.map(
    ([, name]) => `(className = ${text(name)}, uniqueKey = ${text(name)}, enableSql = true)`,
  );
  const objects = classes.map(
    ([binding, name]) => `(name = ${text(binding)}, durableObjectNamespace = ${text(name)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .bench),
    (name = "objects", disk = (path = ${text(join(options.storage, "objects"))}, writable = true)),
    (name = "internet", network = (allow = ["public", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${options.port}", http = (), service = "main")],
);
const bench :Workerd.Worker = (
  modules = [(name = "entry.js", esModule = embed ${text(basename(options.bundle))})],
  compatibilityDate = "2026-10-01",
  compatibilityFlags = ["nodejs_compat", "no_web_socket_compression"],
  durableObjectNamespaces = [
    ${namespaces.join(",\n    ")}
  ],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [
    ${objects.join(",\n    ")},
    (name = "ROOM_NUDGES", queue = "main"),
    ${variables.join(",\n    ")}
  ],
);
`;
}

async function waitUntilReady(child: ChildProcess, port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`workerd ended with ${child.exitCode} while starting`);
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null);
    if (answer?.ok === true) return;
    await sleep(50);
  }
  throw new Error("workerd did not answer within 10 s");
}

async function stopWorkerd(child: ChildProcess, storage: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }
  rmSync(storage, { recursive: true, force: true });
}

function readMemoryBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(line?.[1] ?? 0) * 1024;
}

/** User and system time, from clock ticks of 10 ms. */
function readCpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
