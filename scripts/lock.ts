/**
 * `npm run lock` completes package-lock.json, `npm run lock -- --check` says whether it is complete.
 *
 * npm writes down the optional packages of other platforms only when it could look at each of them while it made the
 * lock file; those that the registry in use did not offer, or that another installation had hidden, are left out, and
 * then `npm ci` refuses the file as out of step. Each is named exactly by the package that wants it, so it can be
 * written down without being fetched: `npm ci` passes over it wherever its platform is another one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { rootDir } from "./places.ts";

const entrySchema = z.looseObject({
  version: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  dev: z.boolean().optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });
type Packages = z.infer<typeof lockSchema>["packages"];

/** Words in a platform package's name and what they say, as npm spells it. */
const systems = new Map(
  Object.entries({ windows: "win32" }).concat(
    "aix android darwin freebsd linux netbsd openbsd openharmony sunos win32"
      .split(" ")
      .map((name) => [name, name]),
  ),
);
const processors = new Map(
  Object.entries({ "64": "x64", armv7: "arm", armv6: "arm" }).concat(
    "arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64".split(" ").map((name) => [name, name]),
  ),
);

const lockPath = join(rootDir, "package-lock.json");
const lock: unknown = JSON.parse(readFileSync(lockPath, "utf8"));
// Looked at through the schema but written back as it was read: the schema's copy has its keys in another order.
if (!isLock(lock)) throw new Error(`${lockPath} is not a lock file that this script knows`);
const missing = findMissing(lock.packages);

if (process.argv.includes("--check")) {
  if (missing.length > 0) {
    console.error(`package-lock.json lacks ${missing.length} platform packages: \`npm run lock\` adds them`);
    process.exitCode = 1;
  }
} else {
  for (const { path, entry } of missing) lock.packages[path] = entry;
  const order = Object.entries(lock.packages).toSorted(([left], [right]) => left.localeCompare(right, "en"));
  const complete = { ...lock, packages: Object.fromEntries(order) };
  writeFileSync(lockPath, `${JSON.stringify(complete, undefined, 2)}\n`);
  console.log(`Added ${missing.length} platform packages.`);
}

function isLock(value: unknown): value is z.infer<typeof lockSchema> {
  return lockSchema.safeParse(value).success;
}

function findMissing(packages: Packages): { path: string; entry: Packages[string] }[] {
  const known: Packages = { ...packages };
  const found: { path: string; entry: Packages[string] }[] = [];
  for (const [wantedBy, wanting] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(wanting.optionalDependencies ?? {})) {
      const platform = describePlatform(name);
      if (platform === undefined || !/^\d/u.test(version) || findInstalled(known, wantedBy, name) === version)
        continue;
      const atRoot = `node_modules/${name}`;
      const path = known[atRoot] === undefined ? atRoot : `${wantedBy}/node_modules/${name}`;
      const entry = { version, ...(wanting.dev === true ? { dev: true } : {}), optional: true, ...platform };
      known[path] = entry;
      found.push({ path, entry });
    }
  }
  return found;
}

/** The version that Node would find for `name` from within the package at `path`. */
function findInstalled(packages: Packages, path: string, name: string): string | undefined {
  for (let place = path; ; place = place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/")))) {
    const entry = packages[place === "" ? `node_modules/${name}` : `${place}/node_modules/${name}`];
    if (entry !== undefined) return entry.version;
    if (place === "") return undefined;
  }
}

function describePlatform(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } | undefined {
  const words = name.slice(name.lastIndexOf("/") + 1).split("-");
  const os = words.flatMap((word) => systems.get(word) ?? []).slice(0, 1);
  const cpu = words.flatMap((word) => processors.get(word) ?? []).slice(0, 1);
  if (os.length === 0 && cpu.length === 0) return undefined;
  const libc = words.some((word) => word.startsWith("musl")) ? "musl" : "glibc";
  return {
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os[0] === "linux" && words.length > 2 && /^(?:gnu|musl)/u.test(words.at(-1) ?? "")
      ? { libc: [libc] }
      : {}),
    ...(os.length > 0 ? { os } : {}),
  };
}
