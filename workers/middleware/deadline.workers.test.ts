import { createExecutionContext } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi } from "../../test/support/workers/api.ts";
import type { AppEnvironment } from "../environment.ts";
import { withinDeadline } from "./deadline.ts";
import { answerError } from "./errors.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});

const failures: string[] = [];

/** An interface whose one operation never comes to an end by itself. */
function createSlowInterface(work: (database: ReturnType<typeof openDatabase>) => Promise<unknown>) {
  const app = new Hono<AppEnvironment>();
  app.onError(answerError);
  app.use(async (context, next) => {
    const deadline = new AbortController();
    context.set("requestId", "slow");
    context.set("deadline", deadline);
    const { url, bridge } = api.database;
    context.set("postgres", openDatabase({ connectionString: url, bridge, signal: deadline.signal }));
    await next();
  });
  app.get("/", withinDeadline(300), async (context) => {
    try {
      await work(context.get("postgres"));
    } catch (error) {
      failures.push(error instanceof Error ? error.name : String(error));
      throw error;
    }
    return context.text("done");
  });
  return app;
}

test.each([
  [
    "a statement",
    ({ database }: ReturnType<typeof openDatabase>) => database.execute(sql`SELECT pg_sleep(20)`),
  ],
  [
    "a transaction",
    ({ transact }: ReturnType<typeof openDatabase>) =>
      transact(async (transaction) => {
        await transaction.execute(
          sql`INSERT INTO categories (id, name, slug) VALUES (gen_random_uuid(), 'x', 'slow')`,
        );
        await transaction.execute(sql`SELECT pg_sleep(20)`);
      }),
  ],
])(
  "[SEC-44] %s that does not end is broken off, and the caller is told to come back",
  async (_name, work) => {
    failures.length = 0;
    const slow = createSlowInterface(work);
    const answer = await slow.fetch(new Request("http://localhost/"), api.env, createExecutionContext());
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "3"]);
    expect(await answer.json()).toMatchObject({ success: false, error: { code: "unavailable" } });
    // The work itself heard of it, and what it had begun is undone.
    await expect.poll(() => failures).toHaveLength(1);
    expect(await api.sql("SELECT 1 FROM categories WHERE slug = 'slow'")).toEqual([]);
  },
);

test("a request that keeps to its time is left alone", async () => {
  const quick = createSlowInterface(({ database }) => database.execute(sql`SELECT 1`));
  const answer = await quick.fetch(new Request("http://localhost/"), api.env, createExecutionContext());
  expect([answer.status, await answer.text()]).toEqual([200, "done"]);
});
