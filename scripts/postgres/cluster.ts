import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import pg from "pg";
import { getEmbeddedBinaries } from "./binaries.ts";
import { findServerUser } from "./server-user.ts";
import type { ServerUser } from "./server-user.ts";

/** A running PostgreSQL server of ours. `url` has no database name: put one behind it. */
export interface Cluster {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface ClusterOptions {
  /** Where the cluster lives; made on first use. */
  readonly directory: string;
  /** The folder with `postgres`, `initdb` and `pg_ctl`; the embedded ones by default. */
  readonly binaries?: string;
  /** A port to listen on; a free one by default. */
  readonly port?: number;
  /** Gives up durability for speed: for tests, whose data may die with the machine. */
  readonly disposable?: boolean;
}

const login = { user: "blytz", password: "blytz" };

/** Settings of every cluster of ours: loopback only, and no socket file whose folder may not be writable. */
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "64MB",
  timezone: "UTC",
};
const disposableSettings = { fsync: "off", synchronous_commit: "off", full_page_writes: "off" };

/**
 * Starts the cluster in a folder, making it first if there is none. The server is a process of its own: it outlives
 * a `kill -9` of this one, and the next start finds it, stops it in order and starts afresh.
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = options.binaries ?? (await getEmbeddedBinaries());
  mkdirSync(options.directory, { recursive: true });
  const user = findServerUser([binaries, options.directory]);
  const data = join(options.directory, "cluster");
  const run = (program: string, ...parameters: string[]): Promise<number> =>
    runProgram(join(binaries, program), parameters, { user, directory: options.directory });

  if (user !== undefined) chownSync(options.directory, user.uid, user.gid);
  // initdb writes PG_VERSION first and everything else after it: only our own mark says that it came to its end.
  const mark = join(options.directory, "initialised");
  if (!existsSync(mark)) {
    const passwordFile = join(options.directory, "password");
    writeFileSync(passwordFile, `${login.password}\n`);
    if (user !== undefined) chownSync(passwordFile, user.uid, user.gid);
    const access = [`--username=${login.user}`, `--pwfile=${passwordFile}`, "--auth=password"];
    await run("initdb", `--pgdata=${data}`, ...access, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
    writeFileSync(mark, "");
  }

  const control = ["-D", data, "-w", "-t", "60"];
  if (existsSync(join(data, "postmaster.pid")))
    await run("pg_ctl", ...control, "-m", "fast", "stop").catch(() => 0);
  const port = options.port ?? (await findFreePort());
  const all = { ...settings, ...(options.disposable === true ? disposableSettings : {}), port: String(port) };
  const flags = Object.entries(all).map(([name, value]) => `-c ${name}='${value}'`);
  await run(
    "pg_ctl",
    ...control,
    "-l",
    join(options.directory, "postgres.log"),
    "-o",
    flags.join(" "),
    "start",
  );
  return {
    url: `postgres://${login.user}:${login.password}@127.0.0.1:${port}`,
    stop: async () => {
      await run("pg_ctl", ...control, "-m", "fast", "stop");
    },
  };
}

/** Stops the server of a folder, whoever started it. */
export async function stopCluster(directory: string): Promise<void> {
  const binaries = await getEmbeddedBinaries();
  const user = findServerUser([binaries, directory]);
  const parameters = ["-D", join(directory, "cluster"), "-w", "-m", "fast", "stop"];
  await runProgram(join(binaries, "pg_ctl"), parameters, { user, directory });
}

/** Makes a database unless it is there. */
export async function ensureDatabase(cluster: Pick<Cluster, "url">, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: `${cluster.url}/postgres` });
  await client.connect();
  try {
    const known = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return `${cluster.url}/${name}`;
}

async function runProgram(
  path: string,
  parameters: readonly string[],
  place: { readonly user: ServerUser | undefined; readonly directory: string },
): Promise<number> {
  const log = join(place.directory, "postgres.log");
  const wrapper = place.user?.wrapper ?? [];
  const [program = path, ...rest] = [...wrapper, path, ...parameters];
  const child = spawn(program, rest, {
    cwd: place.directory,
    // The server inherits what pg_ctl has: a pipe would never see its end, and the terminal's Ctrl-C must not reach it.
    stdio: ["ignore", "ignore", "ignore"],
    detached: true,
    env: { PATH: `${dirname(path)}:/usr/bin:/bin`, LC_ALL: "C", TZ: "UTC" },
    ...(place.user === undefined || wrapper.length > 0 ? {} : { uid: place.user.uid, gid: place.user.gid }),
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("exit", resolve);
  });
  if (code === 0) return code;
  const tail = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n").slice(-8).join("\n") : "";
  throw new Error(`${path} ended with ${String(code)}\n${tail}`);
}

/** A port that nobody listens on right now. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server's address is always an object; the other forms belong to pipes.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
