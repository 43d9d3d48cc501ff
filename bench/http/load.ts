import { Agent, request as send } from "node:http";
import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { monotonicMs } from "../room/load/clock.ts";
import { computeLatency } from "../room/stats.ts";
import type { Latency } from "../room/stats.ts";

export interface Ask {
  readonly port: number;
  readonly method?: "GET" | "POST" | "PUT";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** One request; its body. */
export const ask = async (question: Ask): Promise<string> => (await askWhole(question)).body;

interface Whole {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** Anything but a success is an error: a refusal is quick, and would make the numbers better. */
export function askWhole({ port, method = "GET", path, headers = {}, body }: Ask): Promise<Whole> {
  return new Promise((resolve, reject) => {
    const outgoing = send({ agent, host: "127.0.0.1", port, method, path, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () =>
        answer.statusCode !== undefined && answer.statusCode < 300
          ? resolve({ body: text, headers: answer.headers })
          : reject(new Error(`${method} ${path}: ${answer.statusCode} ${text}`)),
      );
    });
    outgoing.on("error", reject).end(body);
  });
}

/** As many as come back, with this many under way: requests a second. */
export async function measureRate(makeAsk: () => Ask, inFlight: number, forMs: number): Promise<number> {
  const startedAtMs = monotonicMs();
  let answered = 0;
  const keepAsking = async (): Promise<void> => {
    while (monotonicMs() - startedAtMs < forMs) {
      await ask(makeAsk());
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, keepAsking));
  return answered / ((monotonicMs() - startedAtMs) / 1_000);
}

/** Requests at fixed times whatever the answers, each timed from when it should have gone. */
export async function measureLatency(makeAsk: () => Ask, perSecond: number, forMs: number): Promise<Latency> {
  const count = Math.max(1, Math.floor((perSecond * forMs) / 1_000));
  const startedAtMs = monotonicMs() + 5;
  const intendedAtMs = Float64Array.from({ length: count }, (_, n) => startedAtMs + (n * 1_000) / perSecond);
  const answeredAtMs = new Float64Array(count).fill(Number.NaN);
  const sent: Promise<void>[] = [];
  for (let next = 0; next < count;) {
    await sleep(1);
    for (; next < count && (intendedAtMs[next] ?? 0) <= monotonicMs(); next++) {
      const index = next;
      sent.push(ask(makeAsk()).then(() => void (answeredAtMs[index] = monotonicMs())));
    }
  }
  await Promise.all(sent);
  return computeLatency(intendedAtMs, answeredAtMs);
}
