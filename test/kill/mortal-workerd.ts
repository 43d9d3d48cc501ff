import { execFile, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { must } from "../../domain/result.ts";
import { generateKeys } from "../../scripts/development-keys.ts";
import { rootDir } from "../../scripts/places.ts";

/** A workerd that can be killed and started again on what it left on the disk. */
export interface MortalWorkerd {
  readonly origin: string;
  readonly start: () => Promise<void>;
  /** SIGKILL: no handler runs, nothing is flushed that was not. */
  readonly kill: () => Promise<void>;
}

/** The page the test's tickets are for. */
export const pageOrigin = "http://localhost:8787";

/** Bundles the test's Worker into `folder` and prepares a workerd that keeps its objects there. */
export async function createMortalWorkerd(folder: string, port: number): Promise<MortalWorkerd> {
  const wrangler = join(rootDir, "node_modules/.bin/wrangler");
  const config = join(import.meta.dirname, "wrangler.toml");
  await promisify(execFile)(wrangler, ["deploy", "--dry-run", "--outdir", folder, "--config", config], {
    cwd: rootDir,
    env: {
      ...process.env,
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      WRANGLER_HIDE_BANNER: "true",
      WRANGLER_SEND_METRICS: "false",
    },
  });
  mkdirSync(join(folder, "objects"), { recursive: true });
  const capnp = join(folder, "workerd.capnp");
  writeFileSync(capnp, describeConfig(folder, port));
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  return {
    origin,
    start: async () => {
      child = spawn(findWorkerd(), ["serve", capnp], { stdio: ["ignore", "ignore", "inherit"] });
      await waitUntilReady(child, origin);
    },
    kill: async () => {
      const mortal = must(child, "a workerd that runs");
      const ended = new Promise((resolve) => mortal.once("exit", resolve));
      mortal.kill("SIGKILL");
      await ended;
    },
  };
}

/** The workerd that wrangler runs; other copies are installed beside it. */
function findWorkerd(): string {
  const fromWrangler = createRequire(createRequire(import.meta.url).resolve("wrangler/package.json"));
  return (fromWrangler("workerd") as { readonly default: string }).default;
}

function describeConfig(folder: string, port: number): string {
  const text = (value: string): string => JSON.stringify(value);
  const variables = { ENVIRONMENT: "test", ORIGIN: pageOrigin, ...generateKeys("dev-") };
  const bindings = Object.entries(variables).map(
    ([name, value]) => `(name = "${name}", text = ${text(value)})`,
  );
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .room),
    (name = "objects", disk = (path = ${text(join(folder, "objects"))}, writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const room :Workerd.Worker = (
  modules = [(name = "entry.js", esModule = embed "entry.js")],
  compatibilityDate = "2026-10-01",
  compatibilityFlags = ["no_web_socket_compression"],
  durableObjectNamespaces = [(className = "AuctionRoom", uniqueKey = "room", enableSql = true)],
  durableObjectStorage = (localDisk = "objects"),
  bindings = [
    (name = "AUCTION_ROOM", durableObjectNamespace = "AuctionRoom"),
    (name = "ROOM_NUDGES", queue = "main"),
    ${bindings.join(",\n    ")}
  ],
);
`;
}

async function waitUntilReady(child: ChildProcess, origin: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`workerd ended with ${child.exitCode} while starting`);
    const answer = await fetch(`${origin}/ready`).catch(() => null);
    if (answer?.ok === true) return;
    await sleep(25);
  }
  throw new Error("workerd did not answer within 5 s");
}
