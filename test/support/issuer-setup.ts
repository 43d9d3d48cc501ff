import { generateKeyPairSync } from "node:crypto";
import type { TestProject } from "vitest/node";
import { startRealIssuer } from "./issuers/real-issuer.ts";
import { startScriptedIssuer } from "./issuers/scripted-issuer.ts";

/** Two providers on this machine for the whole run: a real one, and one that does as it is told. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const team = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const [real, scripted] = await Promise.all([startRealIssuer(), startScriptedIssuer(team.publicKey)]);
  project.provide("realIssuer", real.url);
  project.provide("scriptedIssuer", scripted.url);
  project.provide("applePrivateKey", team.privateKey.export({ type: "pkcs8", format: "pem" }).toString());
  return async () => {
    await Promise.all([real.stop(), scripted.stop()]);
  };
}
