/** `npm run reset` ends what runs on the data folder and clears it: the next start begins with nothing. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endEarlierRun } from "./local/run-record.ts";
import { dataDir } from "./places.ts";
import { stopCluster } from "./postgres/cluster.ts";

await endEarlierRun(dataDir);
const postgres = join(dataDir, "postgres");
// Stopped first: a server whose files are gone runs on and keeps its port.
if (existsSync(join(postgres, "cluster", "postmaster.pid")))
  await stopCluster(postgres).catch(() => undefined);
rmSync(dataDir, { recursive: true, force: true });
console.log(`Cleared ${dataDir}`);
