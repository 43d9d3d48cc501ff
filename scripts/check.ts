/** `npm run check`: what can be said fast, while working. Everything else is in `npm test`. */
import { runStaticChecks } from "./suites/static-checks.ts";
import { runVitest } from "./suites/test-suites.ts";

const failed = await runStaticChecks();
const tests = await runVitest(
  "unit and workers",
  "--project node --project workers --project api".split(" "),
);
if (tests.failed > 0) failed.push(tests.name);
console.log(failed.length === 0 ? "\nAll checks passed." : `\nFailed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
