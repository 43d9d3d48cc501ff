/**
 * `node scripts/bootstrap.mjs <script> [arguments]` runs one of our TypeScript scripts on a machine that may have
 * nothing yet: it installs the packages when they are missing or not those of the lock file, then hands over to the
 * Node that came with them. Plain JavaScript with no package, as it must run on Node 20 before anything is there.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const rootDir = resolve(import.meta.dirname, "..");
const binDir = join(rootDir, "node_modules", ".bin");
const node = join(binDir, process.platform === "win32" ? "node.cmd" : "node");

/** Whether every package of the lock file is there in its version. Those of other platforms never are. */
function isInstalled() {
  const installedLock = join(rootDir, "node_modules", ".package-lock.json");
  if (!existsSync(installedLock) || !existsSync(node)) return false;
  const wanted = JSON.parse(readFileSync(join(rootDir, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedLock, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional === true || installed[path]?.version === entry.version,
  );
}

function install() {
  console.log("Installing the packages of package-lock.json …");
  const done = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: rootDir,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) throw new Error("which script?");
if (!isInstalled()) install();

const child = spawn(node, [join(rootDir, script), ...scriptArguments], {
  cwd: rootDir,
  // The channel tells the script when this process is gone, by whatever signal: then it stops in order too.
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: {
    ...process.env,
    PATH: `${binDir}:${process.env.PATH ?? ""}`,
    // None of the tools below may leave this machine.
    CLOUDFLARE_CF_FETCH_ENABLED: "false",
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_SEND_METRICS: "false",
    DO_NOT_TRACK: "1",
  },
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));

// A signal to npm ends the shell between npm and this process, and nobody tells this one: so it looks.
const npm = process.env.npm_lifecycle_event === undefined ? "" : describeParents();
const watch = setInterval(() => {
  if (npm !== "" && describeParents() !== npm) child.kill("SIGTERM");
}, 500);

child.on("exit", (code, signal) => {
  clearInterval(watch);
  process.exitCode = code ?? (signal === "SIGINT" ? 130 : 143);
});

/** The pids of this process's parent and, where that is npm's shell, of npm itself. */
function describeParents() {
  try {
    const command = readFileSync(`/proc/${process.ppid}/cmdline`, "utf8").split("\0");
    if (command[1] !== "-c") return String(process.ppid);
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]}`;
  } catch {
    // Not a system with /proc, or the parent is gone this very moment.
    return String(process.ppid);
  }
}
