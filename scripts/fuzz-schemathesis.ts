/**
 * `npm run fuzz:schemathesis [-- <address>]` lets Schemathesis go over every operation of the OpenAPI document of a product
 * that runs (http://localhost:8787 unless said otherwise), as a buyer and then as the demo's seller. It exits with 1 when
 * an answer is a server error, or not what the document says. Schemathesis is Python's and not ours to install:
 *
 *     python3 -m venv .data/schemathesis && .data/schemathesis/bin/pip install schemathesis==4.32.5
 *
 * `npm test` does without it: workers/routes/fuzz.workers.test.ts tries the same in workerd, from the same schemas.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { createApi } from "../client/http/api.ts";
import { login, register } from "../contract/http/accounts.ts";
import { demoPassword, sellerEmail } from "./demo/people.ts";
import { dataDir, rootDir } from "./places.ts";
import { runCommand } from "./suites/run-command.ts";

const origin = process.argv[2] ?? "http://localhost:8787";
const places = [join(dataDir, "schemathesis", "bin", "st"), "st"];
const program = places.find((place) => spawnSync(place, ["--version"]).status === 0);
const config = join(rootDir, "test", "fuzz", "schemathesis.toml");
const api = createApi({ baseUrl: origin, headers: { "X-Client": "mobile" } });

/** A buyer of its own, so that nothing of the demo's accounts changes under their owners; sellers cannot be made. */
const callers = {
  buyer: () => {
    const email = `fuzz-${crypto.randomUUID()}@example.com`;
    return api.call(register, { body: { email, password: demoPassword, displayName: "Fuzz" } });
  },
  seller: () => api.call(login, { body: { email: sellerEmail, password: demoPassword } }),
};

if (program === undefined) {
  console.error(
    "Schemathesis is not installed. It takes Python:\n" +
      "  python3 -m venv .data/schemathesis && .data/schemathesis/bin/pip install schemathesis==4.32.5",
  );
  process.exitCode = 2;
} else {
  for (const [role, signIn] of Object.entries(callers)) {
    const { accessToken } = await signIn();
    console.log(`As a ${role}:`);
    const address = `${origin}/api/v1/openapi.json`;
    // Without colours it draws no progress over its own lines, which would fill a file or a log.
    const { ok } = await runCommand([program, "--config-file", config, "run", address, "--no-color"], {
      isShown: true,
      // It leaves a memory of what failed where it runs. The token is in no argument, where others could see it.
      directory: dataDir,
      variables: { FUZZ_TOKEN: accessToken },
    });
    if (!ok) process.exitCode = 1;
  }
}
