import { env } from "cloudflare:workers";
import { describe, expect, inject, test, vi } from "vitest";
import { v7 as makeUuid } from "uuid";
import { azureAccount, bucket, s3Access } from "../../../test/support/storage-access.ts";
import { parseSettings } from "../../env.ts";
import type { FileQuestion, FileStorage, StoredFile } from "./storage.ts";
import { getStorage } from "./storage.ts";

/** The storage of a configuration of its own. */
const configure = (variables: Readonly<Record<string, string>>): FileStorage =>
  getStorage({ ...env, ...variables });

const storages: readonly (readonly [name: string, isThere: boolean, make: () => FileStorage])[] = [
  ["R2 by its binding", true, () => configure({})],
  [
    "S3 by its protocol",
    inject("s3Endpoint") !== "",
    () =>
      configure({
        STORAGE_PROVIDER: "s3",
        S3_ENDPOINT: inject("s3Endpoint"),
        S3_REGION: s3Access.region,
        S3_BUCKET: bucket,
        S3_ACCESS_KEY_ID: s3Access.accessKeyId,
        S3_SECRET_ACCESS_KEY: s3Access.secretAccessKey,
      }),
  ],
  [
    "Azure Blob Storage",
    inject("azureEndpoint") !== "",
    () =>
      configure({
        STORAGE_PROVIDER: "azure",
        AZURE_STORAGE_ACCOUNT: azureAccount.name,
        AZURE_STORAGE_KEY: azureAccount.key,
        AZURE_STORAGE_CONTAINER: bucket,
        AZURE_STORAGE_ENDPOINT: inject("azureEndpoint"),
      }),
  ],
];

const toBytes = (text: string): ArrayBuffer => new Uint8Array(new TextEncoder().encode(text)).buffer;
const toStream = (text: string) => ({
  stream: new Blob([text]).stream() as ReadableStream<Uint8Array>,
  size: text.length,
});

const ask = (headers: Record<string, string> = {}, withoutBody = false): FileQuestion => ({
  headers: new Headers(headers),
  withoutBody,
});

const readText = async (file: StoredFile | undefined): Promise<string | undefined> =>
  file?.body === null || file === undefined ? undefined : new Response(file.body).text();

describe.each(storages)("%s", (_name, isThere, make) => {
  const makeKey = (): string => `pictures/${makeUuid()}/640.webp`;

  test.runIf(isThere)("keeps a file and says what it is", async () => {
    const storage = make();
    const key = makeKey();
    expect(await storage.read(key, ask())).toBeUndefined();
    expect(await storage.read(key, ask({}, true))).toBeUndefined();
    await storage.put(key, toBytes("first"), "image/webp");
    await storage.put(key, toBytes("second"), "image/webp");
    const found = await storage.read(key, ask());
    expect(found).toMatchObject({ answer: "whole", contentType: "image/webp", size: 6, range: null });
    expect(found?.etag).toMatch(/^"[^"]+"$/u);
    expect(Math.abs((found?.uploadedAt?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(await readText(found)).toBe("second");
    const head = await storage.read(key, ask({}, true));
    expect(head).toMatchObject({ answer: "whole", size: 6, etag: found?.etag, body: null });
  });

  test.runIf(isThere)("keeps a stream, which is never held whole", async () => {
    const storage = make();
    const key = makeKey();
    await storage.put(key, toStream("a stream"), "video/mp4");
    expect(await readText(await storage.read(key, ask()))).toBe("a stream");
    const short = { ...toStream("short"), size: 9 };
    await expect(storage.put(makeKey(), short, "video/mp4")).rejects.toThrow(
      /bytes|lost|disconnected|stream/iu,
    );
  });

  test.runIf(isThere)("answers parts, and whoever has it already", async () => {
    const storage = make();
    const key = makeKey();
    await storage.put(key, toBytes("0123456789"), "video/webm");
    const part = await storage.read(key, ask({ Range: "bytes=2-4" }));
    expect(part).toMatchObject({ answer: "part", size: 10, range: { offset: 2, length: 3 } });
    expect(await readText(part)).toBe("234");
    const tail = await storage.read(key, ask({ Range: "bytes=7-" }));
    expect([tail?.range, await readText(tail)]).toEqual([{ offset: 7, length: 3 }, "789"]);
    const beyond = await storage.read(key, ask({ Range: "bytes=50-" }));
    expect([beyond?.answer, await readText(beyond)]).toEqual(["whole", "0123456789"]);
    const other = await storage.read(key, ask({ Range: "bytes=2-4", "If-Range": '"other"' }));
    expect([other?.answer, await readText(other)]).toEqual(["whole", "0123456789"]);
    const known = await storage.read(key, ask({ "If-None-Match": part?.etag ?? "" }));
    expect(known).toMatchObject({ answer: "same", body: null, etag: part?.etag });
  });

  test.runIf(isThere)("[SEC-37] does not overwrite what is to be new", async () => {
    const storage = make();
    const key = makeKey();
    expect(await storage.putNew(key, toStream("first"), "image/png")).toBe(true);
    expect(await storage.putNew(key, toStream("again"), "image/png")).toBe(false);
    expect(await storage.putNew(key, toBytes("again"), "image/png")).toBe(false);
    expect(await readText(await storage.read(key, ask()))).toBe("first");
  });

  test.runIf(isThere)("removes files, and does not mind those that are not there", async () => {
    const storage = make();
    const keys = Array.from({ length: 7 }, makeKey);
    await Promise.all(keys.slice(1).map((key) => storage.put(key, toBytes("x"), "image/webp")));
    await storage.remove(keys);
    const left = await Promise.all(keys.map((key) => storage.read(key, ask({}, true))));
    expect(left.filter((file) => file !== undefined)).toEqual([]);
  });
});

describe.runIf(inject("s3Endpoint") !== "")("[SEC-37] an address S3 signs for others", () => {
  const expected = { contentType: "image/png", size: 5, lifeSeconds: 300 };
  const make = storages[1]?.[2];
  const sign = async (more: object = {}) => {
    const storage = make?.();
    const key = `uploads/${makeUuid()}`;
    const place = await storage?.presignPut?.(key, { ...expected, ...more });
    if (storage === undefined || place === undefined) throw new Error("S3 signs addresses");
    const send = (bytes: string, headers: Record<string, string> = {}, url = place.url) =>
      fetch(url, { method: "PUT", headers: { ...place.headers, ...headers }, body: bytes });
    return { storage, key, place, send };
  };

  test("takes one file of its length and type, once, for five minutes", async () => {
    const { storage, key, place, send } = await sign();
    const query = new URL(place.url).searchParams;
    expect(query.get("X-Amz-Expires")).toBe("300");
    expect(query.get("X-Amz-SignedHeaders")).toBe("content-length;content-type;host;if-none-match");
    expect((await send("12345")).status).toBe(200);
    expect((await send("54321")).status).toBe(412);
    const found = await storage.read(key, ask());
    expect([found?.contentType, found?.size, await readText(found)]).toEqual(["image/png", 5, "12345"]);
  });

  test.each([
    ["one byte more", "123456", {}],
    ["one byte less", "1234", {}],
    ["another type", "12345", { "Content-Type": "text/html" }],
    ["leave to overwrite", "12345", { "If-None-Match": "" }],
  ])("takes no file with %s", async (_what, bytes, headers) => {
    const { storage, key, send } = await sign();
    expect((await send(bytes, headers)).status).toBe(403);
    expect(await storage.read(key, ask({}, true))).toBeUndefined();
  });

  test("is good for its own key alone, and not for reading", async () => {
    const { storage, key, place, send } = await sign();
    const elsewhere = place.url.replace(key, `uploads/${makeUuid()}`);
    expect((await send("12345", {}, elsewhere)).status).toBe(403);
    await storage.put(key, toBytes("12345"), "image/png");
    expect((await fetch(place.url)).status).toBe(403);
  });

  test("is over when its time is", async () => {
    vi.useFakeTimers({ now: Date.now() - 301_000, toFake: ["Date"] });
    const { send } = await sign();
    vi.useRealTimers();
    expect((await send("12345")).status).toBe(403);
  });
});

describe("settings of storage", () => {
  const problemsOf = (variables: Readonly<Record<string, string>>): string => {
    try {
      parseSettings({ ...env, ...variables });
      return "";
    } catch (error) {
      return String(error);
    }
  };

  test.each([
    [{ STORAGE_PROVIDER: "s3" }, "S3_BUCKET is missing beside STORAGE_PROVIDER=s3"],
    [{ STORAGE_PROVIDER: "azure" }, "AZURE_STORAGE_KEY is missing beside STORAGE_PROVIDER=azure"],
    [{ STORAGE_PROVIDER: "floppy" }, "STORAGE_PROVIDER"],
    [{ AZURE_STORAGE_KEY: "no base64!" }, "AZURE_STORAGE_KEY: is not base64"],
    [{ ENVIRONMENT: "staging", S3_ENDPOINT: "http://s3.example" }, "S3_ENDPOINT must be https in staging"],
  ])("[SEC-43] say what is wrong with %o", (wrong, problem) => {
    expect(problemsOf(wrong)).toContain(problem);
  });

  test("have R2 where nothing is said, and no secret in what they say", () => {
    expect(problemsOf({})).toBe("");
    const said = problemsOf({ STORAGE_PROVIDER: "s3", S3_SECRET_ACCESS_KEY: "hush-hush" });
    expect(said).not.toContain("hush-hush");
  });
});
