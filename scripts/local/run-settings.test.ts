import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { readRunSettings, requireFreePort } from "./run-settings.ts";

describe("settings of a run", () => {
  test("nothing said is the usual", () => {
    expect(readRunSettings({})).toEqual({ port: 8787, databaseUrl: undefined, isDemoWanted: true });
  });

  test("everything said", () => {
    const databaseUrl = "postgresql://me:secret@db.example:5432/blytz?sslmode=require";
    expect(readRunSettings({ PORT: "1234", DATABASE_URL: databaseUrl, DEMO: "off" })).toEqual({
      port: 1234,
      databaseUrl,
      isDemoWanted: false,
    });
  });

  test("names everything that is wrong, and no value", () => {
    const wrong = { PORT: "http", DATABASE_URL: "mysql://me:secret@db", DEMO: "maybe" };
    expect(() => readRunSettings(wrong)).toThrow(
      [
        "This cannot start:",
        "  - PORT is not a number",
        "  - DATABASE_URL is not postgres://user:password@host:port/database",
        '  - DEMO Invalid option: expected one of "on"|"off"',
      ].join("\n"),
    );
  });

  test.each(["0", "65536"])("%s is no port", (port) => {
    expect(() => readRunSettings({ PORT: port })).toThrow("PORT is not a port");
  });
});

describe("the port of a run", () => {
  test("that another program has is refused with the way out", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "localhost", resolve));
    const { port } = other.address() as AddressInfo;
    await expect(requireFreePort(port)).rejects.toThrow(`Port ${port} is taken by another program`);
    await new Promise((resolve) => other.close(resolve));
    await expect(requireFreePort(port)).resolves.toBeUndefined();
  });
});
