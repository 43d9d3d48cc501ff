/** `npm run reset` ends what runs on the data folder and clears it: the next start begins with nothing. */
import { clearData } from "./local/clear-data.ts";
import { dataDir } from "./places.ts";

await clearData(dataDir);
console.log(`Cleared ${dataDir}`);
