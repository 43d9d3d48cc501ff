/**
 * `npm run dev`: the product with hot reload, pages and rooms and all in workerd. It shares its state with
 * `npm start`, so only one of the two runs at a time.
 */
import { join } from "node:path";
import { createServer } from "vite";
import { runDemo } from "./demo/demo.ts";
import { clearOutdatedData } from "./local/data-version.ts";
import { startDatabase } from "./local/database.ts";
import { endEarlierRun, removeRunRecord, writeRunRecord } from "./local/run-record.ts";
import { readRunSettings, requireFreePort } from "./local/run-settings.ts";
import { stopOnSignals } from "./local/signals.ts";
import { computeVariables } from "./local/variables.ts";
import { dataDir, rootDir } from "./places.ts";

const cronEveryMs = 60_000;

const run = stopOnSignals();
try {
  const { port, databaseUrl, isDemoWanted } = readRunSettings(process.env);
  await clearOutdatedData(dataDir);
  await endEarlierRun(dataDir);
  await requireFreePort(port);
  writeRunRecord(dataDir);
  run.onStop(() => removeRunRecord(dataDir));
  const database = await run.hold(startDatabase({ dataDir, outsideUrl: databaseUrl }), (part) => part.stop());

  const variables = computeVariables({ dataDir, port, databaseUrl: database.url, bridge: database.bridge });
  process.env.BLYTZ_VARIABLES = JSON.stringify(variables);
  const server = await run.hold(
    createServer({ configFile: join(rootDir, "web/vite.config.ts"), mode: "development" }),
    (part) => part.close(),
  );
  await server.listen();
  writeRunRecord(dataDir);

  const origin = `http://localhost:${port}`;
  const tick = async (): Promise<void> => {
    const answer = await fetch(`${origin}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`);
    await answer.body?.cancel();
  };
  const cron = setInterval(() => void tick().catch((error: unknown) => console.error(error)), cronEveryMs);
  run.onStop(() => clearInterval(cron));

  if (isDemoWanted) await runDemo({ origin, databaseUrl: database.url, dataDir, signal: run.signal });
  server.printUrls();
} catch (error) {
  if (!run.signal.aborted) console.error(error);
  await run.stop(1);
}
