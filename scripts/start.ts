/**
 * `npm start`: the whole product on this machine at http://localhost:8787, the production build on workerd with a
 * real PostgreSQL behind it. State lives in `.data/`. PORT and DATABASE_URL override the defaults,
 * DEMO=off leaves the demo out, and `--fresh` clears the state first, as does a version that could not
 * go on with it.
 */
import { join } from "node:path";
import { runDemo } from "./demo/demo.ts";
import { buildProduct } from "./local/build.ts";
import { clearData } from "./local/clear-data.ts";
import { clearOutdatedData } from "./local/data-version.ts";
import { startDatabase } from "./local/database.ts";
import { endEarlierRun, removeRunRecord, writeRunRecord } from "./local/run-record.ts";
import { readRunSettings, requireFreePort } from "./local/run-settings.ts";
import { stopOnSignals } from "./local/signals.ts";
import { computeVariables } from "./local/variables.ts";
import { startWorker } from "./local/worker.ts";
import { dataDir } from "./places.ts";

const demoAccounts = `
  admin@blytz.test    seller@blytz.test    buyer@blytz.test, buyer2@blytz.test … buyer8@blytz.test
  password: Blytz-demo-2026!
`;
const cronEveryMs = 60_000;
const log = (line: string): void => console.log(line);

const run = stopOnSignals();
try {
  const { port, databaseUrl, isDemoWanted } = readRunSettings(process.env);
  if (process.argv.includes("--fresh")) await clearData(dataDir);
  if (await clearOutdatedData(dataDir)) log("Cleared what an earlier version left in .data/.");
  if ((await endEarlierRun(dataDir)) > 0) log("Ended what an earlier run left behind.");
  await requireFreePort(port);
  writeRunRecord(dataDir);
  run.onStop(() => removeRunRecord(dataDir));

  log("Starting the database …");
  const database = await run.hold(startDatabase({ dataDir, outsideUrl: databaseUrl }), (part) => part.stop());
  const product = await buildProduct(log, join(dataDir, "served"));

  const worker = await run.hold(
    startWorker({
      product,
      port,
      stateDir: join(dataDir, "worker", "v3"),
      variables: computeVariables({ dataDir, port, databaseUrl: database.url, bridge: database.bridge }),
    }),
    (part) => part.stop(),
  );
  writeRunRecord(dataDir);
  const cron = setInterval(
    () => void worker.tick().catch((error: unknown) => log(`cron: ${String(error)}`)),
    cronEveryMs,
  );
  run.onStop(() => clearInterval(cron));

  const origin = `http://localhost:${port}`;
  if (isDemoWanted) {
    log("Loading the demo …");
    await runDemo({ origin, databaseUrl: database.url, dataDir, signal: run.signal });
  }
  log(`\nBlytz Live is ready at ${origin}\n${isDemoWanted ? demoAccounts : ""}
Ctrl-C stops it; its state stays in .data/ (\`npm run reset\` clears that).`);
} catch (error) {
  if (!run.signal.aborted) console.error(error instanceof Error ? error.message : error);
  await run.stop(1);
}
