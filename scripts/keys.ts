/**
 * `npm run keys` makes this machine's development secrets in `.data/`, which `npm start` and `npm run dev` read.
 * `npm run keys -- production` prints fresh unmarked secrets as JSON for `wrangler secret bulk`; nothing is stored.
 * `npm run keys -- rotate` gives every key set of this machine a new key; `npm run keys -- rotate <file>` those of a
 * deployment, in the file its secrets are kept in.
 */
import { generateKeys, getDevelopmentKeysPath, loadDevelopmentKeys } from "./development-keys.ts";
import { dataDir } from "./places.ts";
import { rotateKeysFile } from "./rotate-keys.ts";

const [target = "development", file] = process.argv.slice(2);
if (target === "development") {
  loadDevelopmentKeys(dataDir);
  console.log(`Development secrets are in ${getDevelopmentKeysPath(dataDir)}`);
} else if (target === "staging" || target === "production") {
  console.log(JSON.stringify(generateKeys(""), undefined, 2));
} else if (target === "rotate") {
  rotate(file);
} else {
  console.error(`Unknown target ${target}: development, staging, production or rotate`);
  process.exitCode = 1;
}

function rotate(deployment: string | undefined): void {
  if (deployment === undefined) loadDevelopmentKeys(dataDir);
  const path = deployment ?? getDevelopmentKeysPath(dataDir);
  for (const { name, isNew, signsAt, endsAt } of rotateKeysFile(path, Date.now())) {
    const signs = `the new key is used from ${signsAt.toISOString()}`;
    const ends = {
      ACCESS_TOKEN_KEYS: `the one before it verifies until ${endsAt.toISOString()}`,
      LOG_SIGNING_KEYS: "the ones before it stay published for good",
      FACTOR_KEY: "the ones before it stay for the factors that lie under them",
    }[name];
    console.log(
      `${name}: ${isNew ? "rotated" : "a rotation is under way, nothing changed"}; ${signs}, ${ends}.`,
    );
  }
  console.log(
    deployment === undefined
      ? "A running `npm start` takes the new set up at its next start."
      : `Now put it up, before the new key's time:\n  wrangler secret bulk ${path}\nand keep the file where the secrets of this deployment are kept.`,
  );
}
