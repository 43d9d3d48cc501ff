import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { rootDir } from "../places.ts";
import { withBuildLock } from "./build-lock.ts";

const binDir = join(rootDir, "node_modules", ".bin");

interface Step {
  readonly name: string;
  /** What it reads. A change in any of it makes the step run again. */
  readonly sources: readonly string[];
  readonly output: string;
  readonly command: readonly [program: string, ...parameters: string[]];
}

/** The bundle of the Worker: one module, made by wrangler as for a deployment. */
const workerBundle = join(rootDir, ".data", "build", "worker", "main.js");

const shared = ["domain", "contract", "client", "package-lock.json"];

const steps: readonly Step[] = [
  {
    name: "web app",
    sources: [...shared, "web/app", "web/public", "web/vite", "web/vite.config.ts", "public"],
    output: join(rootDir, "web", "build", "server", "index.js"),
    command: ["remix", "vite:build", "--config", "web/vite.config.ts", "--logLevel", "warn"],
  },
  {
    name: "Worker",
    sources: [...shared, "db", "durable-objects", "workers", "web/build/server", "wrangler.toml"],
    output: workerBundle,
    command: ["wrangler", "deploy", "--dry-run", "--outdir", dirname(workerBundle)],
  },
];

/** What a run serves: the Worker's one module, and the files for browsers. */
export interface Product {
  readonly workerModule: string;
  readonly assetsDir: string;
}

/**
 * Builds what changed since it was last built: the pages, then the Worker that has them inside. With `servedDir` the
 * result is copied there, so that a later build of this checkout takes nothing away from what is being served.
 */
export async function buildProduct(log: (line: string) => void, servedDir?: string): Promise<Product> {
  return withBuildLock(async () => {
    await runSteps(log);
    const built = { workerModule: workerBundle, assetsDir: join(rootDir, "web", "build", "client") };
    if (servedDir === undefined) return built;
    const served = { workerModule: join(servedDir, "main.js"), assetsDir: join(servedDir, "client") };
    rmSync(servedDir, { recursive: true, force: true });
    mkdirSync(servedDir, { recursive: true });
    cpSync(built.workerModule, served.workerModule);
    cpSync(built.assetsDir, served.assetsDir, { recursive: true });
    return served;
  });
}

async function runSteps(log: (line: string) => void): Promise<void> {
  for (const step of steps) {
    const stampPath = join(rootDir, ".data", "build", `${step.name.replaceAll(" ", "-")}.sha256`);
    const stamp = computeStamp(step);
    const isFresh =
      existsSync(step.output) && existsSync(stampPath) && readFileSync(stampPath, "utf8") === stamp;
    if (isFresh) continue;
    log(`Building the ${step.name} …`);
    // Taken away first: a build that is cut off must not pass for one that came to its end.
    rmSync(stampPath, { force: true });
    await runStep(step);
    mkdirSync(dirname(stampPath), { recursive: true });
    writeFileSync(stampPath, stamp);
  }
}

function computeStamp(step: Step): string {
  const hash = createHash("sha256").update(step.command.join(" "));
  for (const source of step.sources) {
    for (const path of listFiles(source))
      hash.update(`\0${path}\0`).update(readFileSync(join(rootDir, path)));
  }
  return hash.digest("hex");
}

function listFiles(path: string): string[] {
  const absolute = join(rootDir, path);
  if (!existsSync(absolute)) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute)
    .toSorted()
    .flatMap((name) => listFiles(join(path, name)))
    .filter((file) => !/\.test\.tsx?$/u.test(file));
}

async function runStep(step: Step): Promise<void> {
  const [program, ...parameters] = step.command;
  const child = spawn(join(binDir, program), parameters, {
    cwd: rootDir,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code !== 0) throw new Error(`building the ${step.name} ended with ${String(code)}\n${output}`);
}
