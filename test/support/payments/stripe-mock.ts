import { spawn } from "node:child_process";
import { serve } from "../issuers/serve.ts";

export interface StripeMock {
  readonly url: string;
  /** Every call since it was last asked, as `200 POST /v1/refunds`; a refused one with what was wrong. */
  readonly takeCalls: () => string[];
  readonly stop: () => Promise<void>;
}

/** Starts it on a free port, behind a door that writes down how each call was answered. */
export async function startStripeMock(program: string): Promise<StripeMock> {
  const child = spawn(program, ["-http-addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const target = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`stripe-mock ended with ${String(code)}: ${output}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const address = /Listening for HTTP at address: (\S+)/u.exec(output)?.[1];
      if (address !== undefined) resolve(`http://${address}`);
    });
  });
  const calls: string[] = [];
  const door = await serve(() => async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const method = request.method ?? "GET";
    const path = request.url ?? "/";
    const answer = await fetch(`${target}${path}`, {
      method,
      headers: passOn(request.headers),
      ...(parts.length === 0 ? {} : { body: Buffer.concat(parts) }),
    });
    const body = await answer.text();
    const line = `${answer.status} ${method} ${path.split("?")[0] ?? ""}`;
    calls.push(answer.ok ? line : `${line}: ${body}`);
    response.writeHead(answer.status, { "Content-Type": "application/json" });
    response.end(body);
  });
  return {
    url: door.url,
    takeCalls: () => calls.splice(0),
    stop: async () => {
      await door.stop();
      child.removeAllListeners("exit");
      child.kill();
    },
  };
}

const passOn = (headers: NodeJS.Dict<string | string[]>): Record<string, string> =>
  Object.fromEntries(
    ["authorization", "content-type", "idempotency-key", "stripe-account", "stripe-version"].flatMap((name) =>
      headers[name] === undefined ? [] : [[name, String(headers[name])]],
    ),
  );
