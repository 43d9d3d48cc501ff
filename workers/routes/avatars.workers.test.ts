import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { avatarBytesMax } from "../../contract/http/avatars.ts";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { makePicture, makePng, readWebp, withGps } from "../../test/support/workers/pictures.ts";
import { app } from "../app.ts";

let api: TestApi;
let ana: TestPerson;
let eve: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  [ana, eve] = [await api.join("Ana"), await api.join("Eve")];
});

interface Upload {
  readonly bytes: string | Uint8Array<ArrayBuffer>;
  readonly name?: string;
  readonly type?: string;
}

const toForm = ({ bytes, name = "me.png", type = "image/png" }: Upload): FormData => {
  const form = new FormData();
  form.append("file", new File([bytes], name, { type }));
  return form;
};

const upload = (file: Upload, { of = "me", token = ana.token, headers = {} } = {}): Promise<TestAnswer> =>
  api.call(`POST /users/${of}/avatar`, { token, form: toForm(file), headers });

/** Bytes as they are served. */
async function download(path: string, headers: Record<string, string> = {}, method = "GET") {
  const context = { waitUntil: () => undefined, passThroughOnException: () => undefined };
  const request = new Request(`http://localhost:8787${path}`, { headers, method });
  const answer = await app.fetch(request, api.env, context as unknown as ExecutionContext);
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

describe("a portrait", () => {
  test("is made anew in every size, shown in the profile and replaced by the next", async () => {
    const first = await upload({ bytes: await makePng(300, 200) });
    expect([first.status, first.body.data]).toMatchObject([
      201,
      { variants: [{ sidePx: 64 }, {}, {}, { sidePx: 512 }] },
    ]);
    for (const { sidePx, url } of first.body.data.variants) {
      const { answer, bytes } = await download(url);
      expect([answer.status, readWebp(bytes).isWebp]).toEqual([200, true]);
      const info = await env.IMAGES.info(new Blob([bytes]).stream());
      expect(info).toMatchObject({ format: "image/webp", width: sidePx, height: sidePx });
    }
    const profile = await api.call(`GET /users/${ana.id}/profile`, { token: eve.token });
    expect(profile.body.data.avatarUrl).toBe(first.body.data.avatarUrl);

    const second = await upload({ bytes: await makePng(64, 64, { colour: [0, 0, 0] }) });
    expect(second.body.data.avatarUrl).not.toBe(first.body.data.avatarUrl);
    const rows = await api.sql(
      "SELECT discard_at IS NULL AS shown FROM pictures WHERE owner_id = $1 ORDER BY id",
      [ana.id],
    );
    expect(rows).toEqual([{ shown: false }, { shown: true }]);
  });

  test("goes when its owner says", async () => {
    const ben = await api.join("Ben");
    await upload({ bytes: await makePng(40, 40) }, { token: ben.token });
    const gone = await api.call("DELETE /users/me/avatar", { token: ben.token });
    expect([gone.status, gone.body.data]).toEqual([200, null]);
    const profile = await api.call("GET /users/me/profile", { token: ben.token });
    expect(profile.body.data.avatarUrl).toBeNull();
    const left = await api.sql("SELECT 1 FROM pictures WHERE owner_id = $1 AND discard_at IS NULL", [ben.id]);
    expect(left).toEqual([]);
    expect((await api.call("DELETE /users/me/avatar", { token: ben.token })).status).toBe(200);
  });

  test("of many uploads at once one is shown, and none is forgotten", async () => {
    const cat = await api.join("Cat");
    const bytes = await makePng(40, 40);
    const answers = await Promise.all([1, 2, 3, 4].map(() => upload({ bytes }, { token: cat.token })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const shown = await api.sql("SELECT id FROM pictures WHERE owner_id = $1 AND discard_at IS NULL", [
      cat.id,
    ]);
    const profile = await api.call("GET /users/me/profile", { token: cat.token });
    expect(shown.map(({ id }) => `/media/avatars/${String(id)}/256.webp`)).toEqual([
      profile.body.data.avatarUrl,
    ]);
  });

  test("a retry with the same key is the same upload, whatever its boundary", async () => {
    const bytes = await makePng(40, 40);
    const headers = { "Idempotency-Key": crypto.randomUUID() };
    const [first, again] = [await upload({ bytes }, { headers }), await upload({ bytes }, { headers })];
    expect(again.body).toEqual(first.body);
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    const other = await upload({ bytes: await makePng(41, 41) }, { headers });
    expect([other.status, other.body.error.code]).toEqual([422, "idempotency_mismatch"]);
  });
});

describe("[SEC-36] an upload", () => {
  test("loses its place, its camera and whatever hangs on its end", async () => {
    const photo = withGps(await makePicture("image/jpeg", 400, 100), "<script>alert(1)</script>");
    expect(new TextDecoder("latin1").decode(photo)).toContain("Exif");
    const { body, status } = await upload({ bytes: photo, name: "photo.JPG", type: "image/jpeg" });
    expect(status).toBe(201);
    for (const { url } of body.data.variants) {
      const { bytes } = await download(url);
      expect(
        readWebp(bytes).chunks.filter((name) => !["VP8 ", "VP8L", "VP8X", "ALPH"].includes(name)),
      ).toEqual([]);
      expect(new TextDecoder("latin1").decode(bytes)).not.toMatch(/exif|script/iu);
    }
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  const cases: readonly [what: string, make: () => Promise<Upload> | Upload, status: number, code: string][] =
    [
      [
        "an SVG",
        () => ({ bytes: svg, name: "me.svg", type: "image/svg+xml" }),
        415,
        "unsupported_media_type",
      ],
      ["an SVG called PNG", () => ({ bytes: svg }), 415, "unsupported_media_type"],
      [
        "HTML called PNG",
        () => ({ bytes: "<!doctype html><script>1</script>" }),
        415,
        "unsupported_media_type",
      ],
      [
        "a GIF with a script",
        () => ({ bytes: "GIF89a/*\u0000*/=1;alert(1)" }),
        415,
        "unsupported_media_type",
      ],
      [
        "a PDF",
        () => ({ bytes: "%PDF-1.7\n", name: "me.pdf", type: "application/pdf" }),
        415,
        "unsupported_media_type",
      ],
      ["nothing", () => ({ bytes: "" }), 415, "unsupported_media_type"],
      [
        "a JPEG named PNG",
        async () => ({ bytes: await makePicture("image/jpeg", 40, 40), type: "image/jpeg" }),
        415,
        "unsupported_media_type",
      ],
      [
        "a JPEG declared PNG",
        async () => ({ bytes: await makePicture("image/jpeg", 40, 40), name: "a.jpg" }),
        415,
        "unsupported_media_type",
      ],
      [
        "a picture named HTML",
        async () => ({ bytes: await makePng(40, 40), name: "me.png.html" }),
        415,
        "unsupported_media_type",
      ],
      [
        "a picture declared HTML",
        async () => ({ bytes: await makePng(40, 40), type: "text/html" }),
        415,
        "unsupported_media_type",
      ],
      [
        "only the beginning of a PNG",
        async () => ({ bytes: (await makePng(40, 40)).slice(0, 30) }),
        400,
        "unreadable",
      ],
      [
        "only the beginning of a JPEG",
        () => ({ bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0), name: "a.jpg", type: "image/jpeg" }),
        400,
        "unreadable",
      ],
      [
        "a bomb of 81 million pixels",
        async () => ({ bytes: await makePng(9_000, 9_000, { rows: 1 }) }),
        400,
        "too_many_pixels",
      ],
      [
        "a very long side",
        async () => ({ bytes: await makePng(12_001, 40, { rows: 1 }) }),
        400,
        "too_many_pixels",
      ],
      ["a dot", async () => ({ bytes: await makePng(1, 1) }), 400, "too_small"],
      ["too many bytes", () => ({ bytes: new Uint8Array(avatarBytesMax + 1) }), 413, "too_large"],
      ["far too many bytes", () => ({ bytes: new Uint8Array(avatarBytesMax + 100_000) }), 413, "too_large"],
    ];
  test.each(cases)("that is %s is refused", async (_what, make, status, code) => {
    const before = await api.sql("SELECT count(*) FROM pictures");
    const refused = await upload(await make(), { token: eve.token });
    const { error } = refused.body;
    expect([refused.status, status === 400 ? error.details[0] : error]).toMatchObject([status, { code }]);
    expect(await api.sql("SELECT count(*) FROM pictures")).toEqual(before);
  });

  test("is refused by its announced length, before a byte of it is read", async () => {
    const headers = { "Content-Length": String(avatarBytesMax * 2) };
    const refused = await upload({ bytes: await makePng(40, 40) }, { headers });
    expect([refused.status, refused.body.error.code]).toEqual([413, "too_large"]);
  });

  test.each([
    ["JSON", { body: { file: "x" } }, 415],
    ["no form", { text: "x", headers: { "Content-Type": "multipart/form-data" } }, 415],
    ["a broken form", { text: "x", headers: { "Content-Type": "multipart/form-data; boundary=b" } }, 400],
  ])("%s is no form", async (_what, call, status) => {
    expect((await api.call("POST /users/me/avatar", { token: ana.token, ...call })).status).toBe(status);
  });

  test.each([
    ["text instead of a file", (form: FormData) => form.append("file", "me.png")],
    ["another field", (form: FormData) => form.append("picture", new File(["x"], "me.png"))],
    [
      "two files",
      (form: FormData) => {
        form.append("file", new File(["x"], "me.png"));
        form.append("file", new File(["y"], "you.png"));
      },
    ],
  ])("with %s is not valid", async (_what, fill) => {
    const form = new FormData();
    fill(form);
    const refused = await api.call("POST /users/me/avatar", { token: ana.token, form });
    expect([refused.status, refused.body.error.details[0].path]).toEqual([400, "file"]);
  });

  test("[SEC-22] changes nobody else's portrait", async () => {
    const bytes = await makePng(40, 40);
    expect((await upload({ bytes }, { of: eve.id })).status).toBe(404);
    expect((await api.call(`DELETE /users/${eve.id}/avatar`, { token: ana.token })).status).toBe(404);
    const signedOut = await api.call(`POST /users/${eve.id}/avatar`, { form: toForm({ bytes }) });
    expect(signedOut.status).toBe(401);
  });
});

describe("[SEC-36] a served picture", () => {
  let url: string;
  beforeAll(async () => {
    url = (await upload({ bytes: await makePng(80, 80) })).body.data.avatarUrl;
  });

  test("can be kept for good and does nothing if opened", async () => {
    const { answer } = await download(url, { Authorization: "Bearer nonsense", Cookie: "access=nonsense" });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/webp",
      "cache-control": "public, max-age=31536000, immutable",
      "x-content-type-options": "nosniff",
      "content-disposition": "inline",
      "content-security-policy": expect.stringContaining("sandbox"),
    });
    expect(answer.headers.get("Vary")).not.toContain("Cookie");
  });

  test("is not sent again to whoever has it", async () => {
    const { answer, bytes } = await download(url);
    const etag = answer.headers.get("ETag") ?? "";
    const again = await download(url, { "If-None-Match": etag });
    expect([again.answer.status, again.bytes.length, again.answer.headers.get("ETag")]).toEqual([
      304,
      0,
      etag,
    ]);
    expect((await download(url, { "If-None-Match": '"other"' })).answer.status).toBe(200);
    const head = await download(url, {}, "HEAD");
    expect([head.answer.status, head.bytes.length]).toEqual([200, 0]);
    expect(head.answer.headers.get("Content-Length")).toBe(String(bytes.length));
  });

  test("comes in parts", async () => {
    const { bytes } = await download(url);
    const part = await download(url, { Range: "bytes=4-9" });
    expect([part.answer.status, part.bytes]).toEqual([206, bytes.slice(4, 10)]);
    expect(part.answer.headers.get("Content-Range")).toBe(`bytes 4-9/${bytes.length}`);
    const tail = await download(url, { Range: "bytes=-3" });
    expect([tail.answer.status, tail.bytes]).toEqual([206, bytes.slice(-3)]);
    const beyond = await download(url, { Range: "bytes=9999999-" });
    expect([beyond.answer.status, beyond.bytes]).toEqual([200, bytes]);
    expect((await download(url, { Range: "bytes=4-9", "If-Range": '"other"' })).answer.status).toBe(200);
  });

  test.each([
    "/media/avatars/../../health/256.webp",
    "/media/avatars/%2e%2e%2f%2e%2e/256.webp",
    "/media/avatars/00000000-0000-7000-8000-000000000000/256.webp",
    "/media/avatars/00000000-0000-7000-8000-000000000000/256.webp%00",
    "/media/avatars/00000000-0000-7000-8000-000000000000/1024.webp",
    "/media/secret.txt",
    "/media/",
  ])("%s leads nowhere", async (path) => {
    await env.MEDIA.put("secret.txt", "secret");
    const { answer, bytes } = await download(path);
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
    expect(new TextDecoder().decode(bytes)).not.toContain("secret\n");
  });
});
