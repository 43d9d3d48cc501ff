import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** Files whose tests name a security check, by the check's number. */
function findTested(): Map<number, string[]> {
  const found = new Map<number, string[]>();
  const folders = "{client,contract,db,domain,durable-objects,scripts,test,web,workers}";
  for (const file of globSync(`${folders}/**/*.{test,spec}.{ts,tsx}`, { cwd: root }).toSorted()) {
    const numbers = readFileSync(join(root, file), "utf8").matchAll(/\[SEC-(\d+)\]/gu);
    for (const number of new Set([...numbers].map(([, digits]) => Number(digits)))) {
      found.set(number, [...(found.get(number) ?? []), file]);
    }
  }
  return found;
}

test("docs/security.md says of every check whether a test names it, and which is there", () => {
  const page = readFileSync(join(root, "docs", "security.md"), "utf8");
  const rows = [...page.matchAll(/^\| (\d+) \|.*\| (.*) \|$/gmu)];
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 44 }, (_row, at) => at + 1));
  const tested = findTested();
  const wrong = rows.filter(([, number, place = ""]) => {
    const files = tested.get(Number(number)) ?? [];
    const named = [...place.matchAll(/`([^`]+)`/gu)].map(([, file]) => String(file));
    return named.length === 0 ? files.length > 0 : !named.every((file) => files.includes(file));
  });
  expect(wrong.map(([row]) => row)).toEqual([]);
});
