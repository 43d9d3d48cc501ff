import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { withStage } from "../http/stage.ts";

/**
 * `npm run bench:k6` runs the load of `catalogue.js` with the k6 on the PATH: against `BASE_URL` where it is set, else
 * against the interface on bare workerd. Not against `npm start`: the proxies that Miniflare puts in front of a Worker
 * take five times what a kept answer takes.
 */
async function runK6(baseUrl: string): Promise<void> {
  const k6 = spawn("k6", ["run", "--quiet", join(import.meta.dirname, "catalogue.js")], {
    env: { ...process.env, BASE_URL: baseUrl },
    stdio: "inherit",
  });
  const [code] = (await once(k6, "exit")) as [number | null];
  process.exitCode = code ?? 1;
}

const port = 19_410;
const { BASE_URL: elsewhere } = process.env;
if (elsewhere === undefined) await withStage(port, () => runK6(`http://localhost:${port}`));
else await runK6(elsewhere);
