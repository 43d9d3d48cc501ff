/**
 * `npm run keys` makes this machine's development secrets in `.data/`, which `npm start` and `npm run dev` read.
 * `npm run keys -- production` prints fresh unmarked secrets as JSON for `wrangler secret bulk`; nothing is stored.
 */
import { generateKeys, loadDevelopmentKeys } from "./development-keys.ts";
import { dataDir } from "./places.ts";

const target = process.argv[2] ?? "development";
if (target === "development") {
  loadDevelopmentKeys(dataDir);
  console.log(`Development secrets are in ${dataDir}/development-keys.json`);
} else if (target === "staging" || target === "production") {
  console.log(JSON.stringify(generateKeys(""), undefined, 2));
} else {
  console.error(`Unknown target ${target}: development, staging or production`);
  process.exitCode = 1;
}
