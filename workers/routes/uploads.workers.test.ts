import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { pictureBytesMax, videoBytesMax } from "../../contract/http/uploads.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";
import {
  makeMp4,
  makePicture,
  makePng,
  makeWebm,
  readWebp,
  withGps,
} from "../../test/support/workers/pictures.ts";
import { app } from "../app.ts";

type Bytes = Uint8Array<ArrayBuffer>;

let api: TestApi;
let ana: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [ana, eve] = [await api.join("Ana", "seller"), await api.join("Eve", "seller")];
});

const toBytes = (text: string): Bytes => new Uint8Array(new TextEncoder().encode(text));

const begin = (contentType: string, byteSize: number, { token = ana.token } = {}): Promise<TestAnswer> => {
  const purpose = contentType.startsWith("video/") ? "video" : "picture";
  return api.call("POST /api/v1/media/uploads", { token, body: { purpose, contentType, byteSize } });
};

interface Put {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends bytes as a browser does, with the length that they have. */
async function put(url: string, bytes: Bytes, { headers = {} }: Put = {}): Promise<Response> {
  const context = { waitUntil: () => undefined, passThroughOnException: () => undefined };
  const request = new Request(`http://localhost:8787${url}`, {
    method: "PUT",
    headers: { "Content-Length": String(bytes.length), ...headers },
    body: bytes,
  });
  return app.fetch(request, api.env, context as unknown as ExecutionContext);
}

const complete = (id: string, { token = ana.token } = {}): Promise<TestAnswer> =>
  api.call(`POST /api/v1/media/uploads/${id}/complete`, { token });

/** Begins, sends and completes. */
async function upload(bytes: Bytes, type: string): Promise<TestAnswer> {
  const { id, url, headers } = (await begin(type, bytes.length)).body.data;
  expect((await put(url, bytes, { headers })).status).toBe(204);
  return complete(id);
}

async function download(path: string, headers: Record<string, string> = {}) {
  const context = { waitUntil: () => undefined, passThroughOnException: () => undefined };
  const request = new Request(`http://localhost:8787${path}`, { headers });
  const answer = await app.fetch(request, api.env, context as unknown as ExecutionContext);
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

const toForm = (bytes: Bytes, name: string, type: string): FormData => {
  const form = new FormData();
  form.append("file", new File([bytes], name, { type }));
  return form;
};

const uploadForm = (bytes: Bytes, name: string, type: string): Promise<TestAnswer> =>
  api.call("POST /uploads", { token: ana.token, form: toForm(bytes, name, type) });

describe("a picture", () => {
  test("is made anew in every width and format, upright, with a few pixels to show at once", async () => {
    const { status, body } = await upload(await makePng(2_000, 1_000), "image/png");
    expect([status, body.data]).toMatchObject([
      200,
      { kind: "picture", widthPx: 1_440, heightPx: 720, url: `/media/pictures/${body.data.id}/1440.webp` },
    ]);
    expect(body.data.placeholder).toMatch(/^data:image\/webp;base64,[A-Za-z0-9+/=]{20,800}$/u);
    const found = await Promise.all(
      body.data.variants.map(async ({ url, type, widthPx }: Record<string, string>) => {
        const { answer, bytes } = await download(url ?? "");
        const info = await env.IMAGES.info(new Blob([bytes]).stream());
        expect(info).toMatchObject({ format: type, width: Number(widthPx) });
        return [answer.headers.get("Content-Type"), widthPx];
      }),
    );
    expect(found).toEqual(
      [320, 640, 960, 1_440].flatMap((width) => [
        ["image/avif", width],
        ["image/webp", width],
      ]),
    );
    const rows = await api.sql(
      "SELECT discard_at > now() + interval '23 hours' AS later FROM pictures WHERE id = $1",
      [body.data.id],
    );
    expect(rows).toEqual([{ later: true }]);
    expect(await env.MEDIA.head(`uploads/${body.data.id}`)).toBeNull();
  });

  test("is completed once, and answered again the same", async () => {
    const first = await upload(await makePng(120, 120), "image/png");
    const again = await complete(first.body.data.id);
    expect([again.status, again.body.data]).toEqual([200, first.body.data]);
  });

  test("comes in one request too, for pages without scripts and simple programs", async () => {
    const { status, body } = await uploadForm(await makePng(400, 300), "thing.png", "image/png");
    expect([status, body.data]).toMatchObject([201, { kind: "picture", widthPx: 400, heightPx: 300 }]);
    expect(body.data.variants).toHaveLength(4);
    expect((await download(body.data.url)).answer.status).toBe(200);
  });
});

describe("a video", () => {
  test.each([
    ["video/mp4", "mp4", makeMp4()],
    ["video/webm", "webm", makeWebm()],
  ])("of type %s is stored as it is and comes in parts", async (type, extension, bytes) => {
    const { status, body } = await upload(bytes, type);
    const url = `/media/videos/${body.data.id}.${extension}`;
    expect([status, body.data]).toEqual([200, { id: body.data.id, kind: "video", url, contentType: type }]);
    const whole = await download(url);
    expect([whole.answer.status, whole.bytes]).toEqual([200, bytes]);
    expect(Object.fromEntries(whole.answer.headers)).toMatchObject({
      "content-type": type,
      "accept-ranges": "bytes",
      "x-content-type-options": "nosniff",
      "content-disposition": "inline",
      "content-security-policy": expect.stringContaining("sandbox"),
      "cache-control": "public, max-age=31536000, immutable",
    });
    const part = await download(url, { Range: "bytes=4-7" });
    expect([part.answer.status, part.bytes, part.answer.headers.get("Content-Range")]).toEqual([
      206,
      bytes.slice(4, 8),
      `bytes 4-7/${bytes.length}`,
    ]);
    const other = extension === "mp4" ? "webm" : "mp4";
    expect((await download(`/media/videos/${body.data.id}.${other}`)).answer.status).toBe(404);
  });

  test("comes in one request too", async () => {
    const { status, body } = await uploadForm(makeWebm(), "turn.webm", "video/webm");
    expect([status, body.data]).toMatchObject([201, { kind: "video", contentType: "video/webm" }]);
  });
});

describe("[SEC-36] what was uploaded", () => {
  test("loses its place, its camera and whatever hangs on its end", async () => {
    const photo = withGps(await makePicture("image/jpeg", 400, 200), "<script>alert(1)</script>");
    const { status, body } = await upload(photo, "image/jpeg");
    // The camera was turned, so it stands upright now.
    expect([status, body.data]).toMatchObject([200, { widthPx: 200, heightPx: 400 }]);
    for (const { url, type } of body.data.variants) {
      const { bytes } = await download(url);
      expect(new TextDecoder("latin1").decode(bytes)).not.toMatch(/exif\0|script/iu);
      if (type !== "image/webp") continue;
      const talk = readWebp(bytes).chunks.filter((name) => !["VP8 ", "VP8L", "VP8X", "ALPH"].includes(name));
      expect(talk).toEqual([]);
    }
  });

  const svg = toBytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const hostile: readonly (readonly [
    what: string,
    type: string,
    make: () => Promise<Bytes> | Bytes,
    number,
    string,
  ])[] = [
    ["an SVG", "image/png", () => svg, 415, "unsupported_media_type"],
    ["HTML", "image/jpeg", () => toBytes("<!doctype html><script>1</script>"), 415, "unsupported_media_type"],
    [
      "a GIF that is a script",
      "image/png",
      () => toBytes("GIF89a/*\0*/=1;alert(1)"),
      415,
      "unsupported_media_type",
    ],
    [
      "a JPEG declared PNG",
      "image/png",
      () => makePicture("image/jpeg", 200, 200),
      415,
      "unsupported_media_type",
    ],
    ["a video declared JPEG", "image/jpeg", () => makeMp4(), 415, "unsupported_media_type"],
    [
      "only the beginning of a PNG",
      "image/png",
      async () => (await makePng(200, 200)).slice(0, 40),
      400,
      "unreadable",
    ],
    ["81 million pixels", "image/png", () => makePng(9_000, 9_000, { rows: 1 }), 400, "too_many_pixels"],
    ["a very long side", "image/png", () => makePng(12_001, 200, { rows: 1 }), 400, "too_many_pixels"],
    ["a dot", "image/png", () => makePng(8, 8), 400, "too_small"],
    [
      "HTML as MP4",
      "video/mp4",
      () => toBytes("<!doctype html><script>1</script>"),
      415,
      "unsupported_media_type",
    ],
    [
      "HTML with a mark in it",
      "video/mp4",
      () => toBytes("<!--ftypisom--><script>1</script>"),
      415,
      "unsupported_media_type",
    ],
    ["a HEIC picture as MP4", "video/mp4", () => makeMp4("", "heic"), 415, "unsupported_media_type"],
    ["a Matroska file as WebM", "video/webm", () => makeWebm("", "matroska"), 415, "unsupported_media_type"],
    ["a WebM declared MP4", "video/mp4", () => makeWebm(), 415, "unsupported_media_type"],
    ["a picture as MP4", "video/mp4", () => makePng(200, 200), 415, "unsupported_media_type"],
  ];
  test.each(hostile)("is %s declared %s: refused, and gone", async (_what, type, make, status, code) => {
    const bytes = await make();
    const { id, url, headers } = (await begin(type, bytes.length)).body.data;
    expect((await put(url, bytes, { headers })).status).toBe(204);
    const refused = await complete(id);
    const { error } = refused.body;
    expect([refused.status, status === 400 ? error.details[0] : error]).toMatchObject([status, { code }]);
    // It cannot be tried again, is shown nowhere, and the sweep finds it.
    expect((await complete(id)).status).toBe(404);
    for (const path of [`pictures/${id}/320.webp`, `videos/${id}.mp4`, `uploads/${id}`])
      expect([404, 405]).toContain((await download(`/media/${path}`)).answer.status);
    const rows = await api.sql(
      "SELECT completed_at, discard_at <= now() AS over FROM pictures WHERE id = $1",
      [id],
    );
    expect(rows).toEqual([{ completed_at: null, over: true }]);
  });

  test.each([
    ["image/svg+xml", 100],
    ["text/html", 100],
    ["image/gif", 100],
    ["video/quicktime", 100],
    ["image/png", pictureBytesMax + 1],
    ["video/mp4", videoBytesMax + 1],
    ["image/png", 0],
    ["image/png", 1.5],
  ])("announced as %s of %d bytes gets no address", async (type, byteSize) => {
    expect((await begin(type, byteSize)).status).toBe(400);
  });

  test("too large for a form is refused by its announced length", async () => {
    const form = toForm(await makePng(200, 200), "a.png", "image/png");
    const headers = { "Content-Length": String(pictureBytesMax * 2) };
    const refused = await api.call("POST /uploads", { token: ana.token, form, headers });
    expect([refused.status, refused.body.error.code]).toEqual([413, "too_large"]);
  });

  test("is served under names of our own making and no others", async () => {
    await env.MEDIA.put("pictures/secret.txt", "secret");
    const { url } = (await upload(await makePng(200, 200), "image/png")).body.data;
    const folder = url.slice(0, url.lastIndexOf("/"));
    for (const path of [
      `${folder}/0200.webp`,
      `${folder}/200.png`,
      `${folder}/200.webp%00`,
      `${folder}/201.webp`,
      "/media/pictures/secret.txt",
      "/media/pictures/../secret.txt/200.webp",
      "/media/videos/secret.mp4",
    ]) {
      const { answer } = await download(path);
      expect([path, answer.status, answer.headers.get("Cache-Control")]).toEqual([path, 404, "no-store"]);
    }
  });
});

describe("[SEC-37] an address to upload to", () => {
  const size = 500;
  const bytes = new Uint8Array(size);
  const open = async () => (await begin("image/png", size)).body.data;

  test("takes one file, once, for at most five minutes", async () => {
    const before = Date.now();
    const { url, headers, expiresAt, method } = await open();
    expect([method, headers]).toEqual(["PUT", { "Content-Type": "image/png" }]);
    expect(Date.parse(expiresAt) - before).toBeLessThanOrEqual(300_000 + 1_000);
    expect((await put(url, bytes, { headers })).status).toBe(204);
    const again = await put(url, new Uint8Array(size).fill(1), { headers });
    expect(again.status).toBe(409);
  });

  test("takes nothing any more once its file was looked at, taken or refused, and nothing stays behind", async () => {
    const picture = await makePng(300, 300);
    const ids: string[] = [];
    for (const [sent, outcome] of [
      [picture, 200],
      [new Uint8Array(picture.length), 415],
    ] as const) {
      const { id, url, headers } = (await begin("image/png", picture.length)).body.data;
      expect((await put(url, sent, { headers })).status).toBe(204);
      expect((await complete(id)).status).toBe(outcome);
      const late = await put(url, picture, { headers });
      expect([late.status, await late.json()]).toMatchObject([409, { error: { code: "upload_closed" } }]);
      expect((await put(url, picture, { headers })).status).toBe(409);
      ids.push(id);
    }
    // What was refused is the sweep's to remove, as ever.
    expect(await env.MEDIA.head(`uploads/${ids[0]}`)).toBeNull();
  });

  test("changes nothing that is shown, where a storage takes another file behind the one that was looked at", async () => {
    const { body } = await upload(await makePng(300, 300), "image/png");
    const { id, url } = body.data;
    const before = await download(url);
    await env.MEDIA.put(`uploads/${id}`, new Uint8Array(64));
    expect((await complete(id)).body.data).toEqual(body.data);
    const after = await download(url);
    expect([after.answer.status, after.bytes]).toEqual([200, before.bytes]);
  });

  test("of many files at once takes exactly one", async () => {
    const { url, headers } = await open();
    const answers = await Promise.all(Array.from({ length: 10 }, () => put(url, bytes, { headers })));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      204,
      ...Array.from({ length: 9 }, () => 409),
    ]);
  });

  test.each([
    ["one byte more", size + 1, {}, 400],
    ["one byte less", size - 1, {}, 400],
    ["one byte more under a false length", size + 1, { "Content-Length": String(size) }, 400],
    ["one byte less under a false length", size - 1, { "Content-Length": String(size) }, 400],
    ["another type", size, { "Content-Type": "text/html" }, 415],
    ["a type with something behind it", size, { "Content-Type": "image/png; x=1" }, 415],
  ])("takes no file of %s, and is not spent by it", async (_what, length, more, status) => {
    const { id, url, headers } = await open();
    const refused = await put(url, new Uint8Array(length), { headers: { ...headers, ...more } });
    expect([refused.status, await env.MEDIA.head(`uploads/${id}`)]).toEqual([status, null]);
    expect((await put(url, bytes, { headers })).status).toBe(204);
  });

  test("is nobody's to make or change", async () => {
    const { url, headers } = await open();
    const [text = "", signature = ""] = url.slice("/media/uploads/".length).split(".");
    const claims = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const changed = btoa(claims.replace("500", "501"))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
    for (const token of [
      `${changed}.${signature}`,
      `${text}.${signature.slice(1)}`,
      text,
      `${text}.`,
      `.${signature}`,
      "x",
      `${text}.${signature}.x`,
    ]) {
      const refused = await put(`/media/uploads/${token}`, bytes, { headers });
      expect([token, refused.status]).toEqual([token, 403]);
    }
    expect((await put(url, bytes, { headers })).status).toBe(204);
  });

  test("leads to nothing that can be seen, before or after", async () => {
    const { id, url, headers } = await open();
    await put(url, bytes, { headers });
    for (const path of [url, `/media/uploads/${id}`]) {
      const { answer } = await download(path);
      expect([404, 405]).toContain(answer.status);
    }
  });

  test("[SEC-22] is its owner's to complete", async () => {
    const { id, url, headers } = await open();
    expect((await complete(id)).body.error.code).toBe("upload_missing");
    await put(url, bytes, { headers });
    expect((await complete(id, { token: eve.token })).status).toBe(404);
    const buyer = await api.join("Bob");
    expect((await begin("image/png", size, { token: buyer.token })).status).toBe(403);
  });
});
