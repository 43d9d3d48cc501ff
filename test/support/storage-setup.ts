import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findAzurite, findVersityGateway } from "../../scripts/suites/machine.ts";
import { azureAccount, bucket, s3Access } from "./storage-access.ts";

/** Storage servers on this machine for the whole run, as far as their programs are there; the address of one that is not is empty. */
export default async function setup(project: TestProject): Promise<() => void> {
  const [s3, azure] = await Promise.all([startS3(), startAzure()]);
  project.provide("s3Endpoint", s3?.url ?? "");
  project.provide("azureEndpoint", azure?.url ?? "");
  return () => {
    s3?.stop();
    azure?.stop();
  };
}

interface StorageServer {
  readonly url: string;
  readonly stop: () => void;
}

/** Versity's gateway speaks S3 before a folder, and refuses what is not signed as S3 wants it. */
async function startS3(): Promise<StorageServer | undefined> {
  const program = findVersityGateway();
  if (program === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "blytz-s3-"));
  const [data, properties] = [join(folder, "data"), join(folder, "properties")];
  mkdirSync(join(data, bucket), { recursive: true });
  mkdirSync(properties);
  const port = await findFreePort();
  const { accessKeyId, secretAccessKey, region } = s3Access;
  const server = ["--port", `127.0.0.1:${port}`, "--region", region, "--quiet"];
  const access = ["--access", accessKeyId, "--secret", secretAccessKey];
  return start(program, [...server, ...access, "posix", "--sidecar", properties, data], { folder, port });
}

/** Microsoft's own emulator of Azure's storage. */
async function startAzure(): Promise<StorageServer | undefined> {
  const program = findAzurite();
  if (program === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "blytz-azure-"));
  const port = await findFreePort();
  const options = ["--blobHost", "127.0.0.1", "--blobPort", String(port), "--location", folder];
  const server = await start(program, [...options, "--silent", "--disableTelemetry"], { folder, port });
  const url = `${server.url}/${azureAccount.name}`;
  await makeContainer(url);
  return { ...server, url };
}

/** A container has to be there before files: its address is signed like theirs, with what is asked of it. */
async function makeContainer(endpoint: string): Promise<void> {
  const { name, key } = azureAccount;
  const headers = { "x-ms-date": new Date().toUTCString(), "x-ms-version": "2023-11-03" };
  const resource = `/${name}${new URL(endpoint).pathname}/${bucket}\nrestype:container`;
  const own = Object.entries(headers).map((header) => header.join(":"));
  const text = ["PUT", ...Array.from({ length: 11 }, () => ""), ...own, resource].join("\n");
  const signature = createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64");
  const made = await fetch(`${endpoint}/${bucket}?restype=container`, {
    method: "PUT",
    headers: { ...headers, Authorization: `SharedKey ${name}:${signature}` },
  });
  if (!made.ok) throw new Error(`Azurite made no container: ${await made.text()}`);
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A server that listens on a port has an address that is no string.
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const startAttemptsMax = 200;
const betweenAttemptsMs = 100;

/** Starts a server and waits until it answers anything at all. */
async function start(
  program: string,
  parameters: readonly string[],
  { folder, port }: { readonly folder: string; readonly port: number },
): Promise<StorageServer> {
  const child = spawn(program, parameters, { stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  const stop = (): void => {
    child.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  for (let attempt = 0; attempt < startAttemptsMax && child.exitCode === null; attempt += 1) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answers) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, betweenAttemptsMs));
  }
  stop();
  throw new Error(`${program} did not come up`);
}
