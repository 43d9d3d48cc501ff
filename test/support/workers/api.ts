import { createExecutionContext, createMessageBatch, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { z } from "../../../contract/zod.ts";
import type { WorkItem } from "../../../db/settlement/work-item.ts";
import { answerInterface } from "../../../workers/app.ts";
import { handleWork } from "../../../workers/jobs/work.ts";
import { createWorkerDatabase } from "./postgres.ts";
import type { WorkerDatabase } from "./postgres.ts";

export const origin = "http://localhost:8787";

/** An answer with its body read. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape; a wrong guess fails them
  readonly body: any;
}

export interface TestCall {
  readonly body?: unknown;
  readonly text?: string | Uint8Array<ArrayBuffer>;
  readonly form?: FormData;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Configuration that differs for this one call. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface TestPerson {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

export interface TestApi {
  readonly database: WorkerDatabase;
  readonly env: Cloudflare.Env;
  /** `call("POST /auth/login", { body })`; a path without `/api` in front is under /api/v1. */
  readonly call: (line: string, call?: TestCall) => Promise<TestAnswer>;
  /** Runs a statement against the file's database. */
  readonly sql: (statement: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
  /** Does the work on rows that was sent so far, and what follows from it, as the queue would. */
  readonly work: () => Promise<void>;
  /** A new account; sellers and admins get their role by SQL, as nobody can give it to themselves. */
  readonly join: (name: string, role?: "buyer" | "seller" | "admin") => Promise<TestPerson>;
  /** Gives an account what bidding needs: a verified card and an address. */
  readonly equip: (person: TestPerson) => Promise<void>;
  /** A new account that may bid. */
  readonly joinAsBidder: (name: string) => Promise<TestPerson>;
}

/** The part of a sign-in these helpers read. */
const answered = z.object({
  data: z.object({ user: z.object({ id: z.string() }), accessToken: z.string() }),
});

export const password = "correct-harbor-lantern-9";

/** The interface over a database of this file's own, called in process as the Worker calls it. */
export async function createTestApi(): Promise<TestApi> {
  const database = await createWorkerDatabase();
  // The platform's own queue would hand these to a Worker with another database.
  const workSent: WorkItem[] = [];
  const MONEY_WORK = {
    sendBatch: async (messages: Iterable<{ readonly body: WorkItem }>) => {
      for (const { body } of messages) workSent.push(body);
    },
  } as unknown as Queue<WorkItem>;
  const testEnv = { ...env, DATABASE_URL: database.url, DATABASE_BRIDGE: database.bridge, MONEY_WORK };
  const work: TestApi["work"] = async () => {
    while (workSent.length > 0) {
      const messages = workSent.splice(0).map((body, at) => ({
        id: `work-${at}`,
        timestamp: new Date(),
        attempts: 1,
        body,
      }));
      await handleWork(createMessageBatch("money-work", messages), testEnv);
    }
  };
  const call: TestApi["call"] = async (line, { body, text, form, token, headers = {}, variables } = {}) => {
    const [method = "GET", path = "/"] = line.split(" ");
    const isWhole = /^\/(?:api\/|docs|health|media\/|\.well-known|ws)/u.test(path);
    const sent = form ?? text ?? (body === undefined ? undefined : JSON.stringify(body));
    const context = createExecutionContext();
    const request = new Request(`${origin}${isWhole ? "" : "/api/v1"}${path}`, {
      method,
      redirect: "manual",
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const response = await answerInterface(
      request,
      variables === undefined ? testEnv : { ...testEnv, ...variables },
      context,
    );
    const answer = await response.text();
    await waitOnExecutionContext(context);
    const isJson = response.headers.get("Content-Type")?.includes("json") === true;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && answer !== "" ? (JSON.parse(answer) as unknown) : answer,
    };
  };
  const { neon } = await import("@neondatabase/serverless");
  const run = neon(database.url);
  const sql: TestApi["sql"] = (statement, values = []) => run.query(statement, values);

  const join: TestApi["join"] = async (name, role = "buyer") => {
    const email = `${name.toLowerCase()}-${crypto.randomUUID().slice(0, 8)}@example.test`;
    const opened = await call("POST /auth/register", { body: { email, password, displayName: name } });
    if (opened.status !== 201) throw new Error(`register: ${JSON.stringify(opened.body)}`);
    const { user, accessToken } = answered.parse(opened.body).data;
    const { id } = user;
    if (role === "buyer") return { id, email, token: accessToken };
    await sql("UPDATE users SET role = $1 WHERE id = $2", [role, id]);
    const again = await call("POST /auth/login", { body: { email, password } });
    return { id, email, token: answered.parse(again.body).data.accessToken };
  };

  const equip: TestApi["equip"] = async ({ token }) => {
    const card = { cardNumber: "4242424242424242", expiryMonth: 12, expiryYear: 2040 };
    await call("POST /payment-methods", { token, body: card });
    await call("POST /addresses", { token, body: testAddress });
  };
  const joinAsBidder: TestApi["joinAsBidder"] = async (name) => {
    const person = await join(name);
    await equip(person);
    return person;
  };
  return { database, env: testEnv, call, sql, work, join, equip, joinAsBidder };
}

export const testAddress = {
  fullName: "Ana Test",
  line1: "1 Harbor Street",
  city: "Springfield",
  region: "IL",
  postalCode: "62701",
  country: "US",
};
