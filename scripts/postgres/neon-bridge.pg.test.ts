import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { neon, neonConfig, Pool } from "@neondatabase/serverless";
import type { NeonDbError } from "@neondatabase/serverless";
import pg from "pg";
import { describe, expect, inject, test } from "vitest";
import WebSocket from "ws";
import { createTestDatabase } from "../../test/support/postgres.ts";
import { startCluster } from "./cluster.ts";
import { startNeonBridge } from "./neon-bridge.ts";
import type { NeonBridge } from "./neon-bridge.ts";

const database = await createTestDatabase();

function useBridge(address: string): void {
  neonConfig.fetchEndpoint = () => `http://${address}/sql`;
  neonConfig.wsProxy = (host, port) => `${address}/v2?address=${host}:${port}`;
}
useBridge(database.bridge);
neonConfig.useSecureWebSocket = false;
neonConfig.pipelineTLS = false;
neonConfig.pipelineConnect = false;
neonConfig.forceDisablePgSSL = true;
neonConfig.webSocketConstructor = WebSocket;

const sql = neon(database.url);

async function findError(work: Promise<unknown>): Promise<NeonDbError> {
  try {
    await work;
  } catch (error) {
    return error as NeonDbError;
  }
  throw new Error("no error came");
}

describe("statements over HTTP", () => {
  test("a connection is kept for longer than a busy Worker is silent", async () => {
    const answer = await fetch(`http://${database.bridge}/sql`, { method: "POST", body: "{}" });
    expect(answer.headers.get("keep-alive")).toBe("timeout=300");
    await answer.body?.cancel();
  });

  test("types survive both ways", async () => {
    const when = new Date("2026-11-21T07:00:00.123Z");
    const rows = await sql`
      select ${1}::int as "int", ${"9007199254740993"}::bigint as "big", ${true}::bool as "bool", ${null}::text as "none",
             ${"ü\u0000x".replace("\u0000", "")}::text as "text", ${when}::timestamptz as "when", ${[1, 2]}::int[] as "list",
             ${JSON.stringify({ a: [1] })}::jsonb as "json", ${Buffer.from([0, 255])}::bytea as "bytes", 12.50::numeric as "money"`;
    expect(rows).toEqual([
      {
        int: 1,
        big: "9007199254740993",
        bool: true,
        none: null,
        text: "üx",
        when,
        list: [1, 2],
        json: { a: [1] },
        bytes: Buffer.from([0, 255]),
        money: "12.50",
      },
    ]);
  });

  test("array mode keeps columns of one name apart", async () => {
    const rows = await sql.query("select 1 as a, 2 as a", [], { arrayMode: true });
    expect(rows).toEqual([[1, 2]]);
  });

  test("full results carry the command, the count and the columns", async () => {
    const result = await sql.query("select 1 as a union all select 2", [], { fullResults: true });
    expect(result).toMatchObject({ command: "SELECT", rowCount: 2, fields: [{ name: "a", dataTypeID: 23 }] });
  });

  test("a batch is one transaction", async () => {
    await sql`create table batch (n int primary key)`;
    const failed = await findError(
      sql.transaction([sql`insert into batch values (1)`, sql`insert into batch values (1)`]),
    );
    expect(failed.code).toBe("23505");
    expect(await sql`select * from batch`).toEqual([]);
    const results = await sql.transaction([sql`insert into batch values (1)`, sql`select * from batch`]);
    expect(results[1]).toEqual([{ n: 1 }]);
  });

  test("a batch takes its isolation level, read-only and deferrable", async () => {
    const show = sql`select current_setting('transaction_isolation') as level, current_setting('transaction_read_only') as "readOnly",
      current_setting('transaction_deferrable') as deferrable`;
    const modes = { isolationLevel: "Serializable", readOnly: true, deferrable: true } as const;
    const results = await sql.transaction([show], modes);
    expect(results[0]).toEqual([{ level: "serializable", readOnly: "on", deferrable: "on" }]);
  });

  test("an error carries the fields of Postgres", async () => {
    await sql`create table guarded (n int constraint positive check (n > 0))`;
    const failed = await findError(sql`insert into guarded values (-1)`);
    expect(failed).toMatchObject({
      name: "NeonDbError",
      code: "23514",
      severity: "ERROR",
      table: "guarded",
      constraint: "positive",
    });
    expect((await findError(sql`selekt`)).position).toBe("1");
  });

  test("a setting does not reach the next request", async () => {
    await sql`set statement_timeout = '7s'`;
    for (let index = 0; index < 5; index += 1) {
      expect(await sql`show statement_timeout`).toEqual([{ statement_timeout: "0" }]);
    }
  });

  test("another server, a page's request and a broken body are refused", async () => {
    const elsewhere = neon("postgres://blytz:blytz@127.0.0.1:1/none");
    expect((await findError(elsewhere`select 1`)).message).toContain("does not serve");
    const endpoint = `http://${inject("postgresBridge")}/sql`;
    const headers = { "neon-connection-string": database.url };
    const fromPage = await fetch(endpoint, {
      method: "POST",
      headers: { ...headers, origin: "http://localhost:8787" },
      body: JSON.stringify({ query: "select 1" }),
    });
    expect(fromPage.status).toBe(404);
    const broken = await fetch(endpoint, {
      method: "POST",
      headers,
      body: JSON.stringify({ sql: "select 1" }),
    });
    expect(broken.status).toBe(400);
  });
});

describe("a server that wants TLS", () => {
  test("is reached by it, both ways", async () => {
    const directory = mkdtempSync(join(tmpdir(), "blytz-tls-"));
    const cluster = await startCluster({ directory, disposable: true });
    const bridges: NeonBridge[] = [];
    try {
      const data = join(directory, "cluster");
      const subject = ["-nodes", "-subj", "/CN=localhost", "-keyout", join(data, "server.key"), "-out"];
      execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", ...subject, join(data, "server.crt")], {
        stdio: "ignore",
      });
      const { uid, gid } = statSync(data);
      for (const name of ["server.key", "server.crt"]) {
        chmodSync(join(data, name), 0o600);
        chownSync(join(data, name), uid, gid);
      }
      const admin = new pg.Client({ connectionString: `${cluster.url}/postgres` });
      await admin.connect();
      await admin.query("ALTER SYSTEM SET ssl = on");
      await admin.query("SELECT pg_reload_conf()");
      await admin.end();

      const bridge = await startNeonBridge({ databaseUrl: `${cluster.url}/postgres?sslmode=require` });
      bridges.push(bridge);
      const isSecure = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
      const url = `${cluster.url}/postgres?sslmode=no-verify`;
      useBridge(bridge.address);
      expect(await neon(url).query(isSecure)).toEqual([{ ssl: true }]);
      const pool = new Pool({ connectionString: url });
      expect((await pool.query(isSecure)).rows).toEqual([{ ssl: true }]);
      await pool.end();
    } finally {
      useBridge(database.bridge);
      for (const bridge of bridges) await bridge.stop();
      await cluster.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

describe("connections over a WebSocket", () => {
  test("an interactive transaction holds its lock until it ends", async () => {
    const pool = new Pool({ connectionString: database.url });
    try {
      await pool.query("create table held (n int)");
      await pool.query("insert into held values (1)");
      const client = await pool.connect();
      await client.query("begin");
      await client.query("select * from held for update");
      const blocked = await pool
        .query("select * from held for update nowait")
        .catch((error: unknown) => error);
      expect(blocked).toMatchObject({ code: "55P03" });
      await client.query("rollback");
      client.release();
      expect((await pool.query("select * from held for update nowait")).rows).toEqual([{ n: 1 }]);
    } finally {
      await pool.end();
    }
  });

  test("a megabyte passes whole", async () => {
    const pool = new Pool({ connectionString: database.url });
    try {
      const text = "0123456789abcdef".repeat(65_536);
      const { rows } = await pool.query("select $1::text as text", [text]);
      expect(rows[0].text).toBe(text);
    } finally {
      await pool.end();
    }
  });

  test("another server is refused", async () => {
    const socket = new WebSocket(`ws://${database.bridge}/v2?address=127.0.0.1:1`);
    const answer = await new Promise<string>((resolve) => {
      socket.once("open", () => resolve("open")).once("error", (error) => resolve(error.message));
    });
    expect(answer).toContain("403");
  });
});
