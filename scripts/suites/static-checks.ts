import { runCommand } from "./run-command.ts";

/** Our folders with code, as far as they are there. */
const folders = [
  "domain",
  "contract",
  "client",
  "db",
  "durable-objects",
  "workers",
  "web",
  "test",
  "bench",
  "scripts",
];

/** What is checked without running anything, cheapest first. */
const checks = [
  { name: "lock file", command: ["node", "scripts/lock.ts", "--check"] },
  { name: "format", command: ["oxfmt", "--check", "."] },
  { name: "lint", command: ["oxlint", "--deny-warnings"] },
  { name: "import boundaries", command: ["depcruise", ...folders, "--config", ".dependency-cruiser.mjs"] },
  { name: "dead code", command: ["knip", "--no-config-hints"] },
  { name: "types", command: ["tsc", "-b"] },
] as const;

/** Runs all of them, also after one failed, and shows the output of those that did. Returns the names that failed. */
export async function runStaticChecks(): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, command } of checks) {
    const result = await runCommand(command);
    console.log(`${result.ok ? "✓" : "✗"} ${name} (${result.seconds.toFixed(1)} s)`);
    if (result.ok) continue;
    failed.push(name);
    console.log(result.output.trimEnd());
  }
  return failed;
}
