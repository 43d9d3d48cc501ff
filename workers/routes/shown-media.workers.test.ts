import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestAnswer, TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { mobile } from "../../test/support/workers/factors.ts";
import { makeMp4, makePng } from "../../test/support/workers/pictures.ts";
import { silenceConsole } from "../../test/support/workers/room.ts";
import { handleScheduled } from "../jobs/scheduled.ts";

let api: TestApi;
let ana: TestPerson;
let eve: TestPerson;
let ada: TestPerson;
let categoryId: string;
beforeAll(async () => {
  api = await createTestApi();
  [ana, eve] = [await api.join("Ana", "seller"), await api.join("Eve", "seller")];
  ada = await api.join("Ada", "admin");
  const made = await api.call("POST /categories", {
    token: ada.token,
    body: { name: "Things", slug: "things" },
  });
  categoryId = made.body.data.id;
});
beforeEach(silenceConsole);

interface Uploaded {
  readonly id: string;
  readonly url: string;
}

async function upload({ token } = ana, bytes?: Uint8Array<ArrayBuffer>): Promise<Uploaded> {
  const form = new FormData();
  const video = bytes && new File([bytes], "turn.mp4", { type: "video/mp4" });
  form.append("file", video ?? new File([await makePng(200, 150)], "thing.png", { type: "image/png" }));
  const { status, body } = await api.call("POST /uploads", { token, form });
  expect(status).toBe(201);
  return body.data;
}

const product = (more: object = {}) => ({
  categoryId,
  title: "A thing",
  condition: "good",
  status: "active",
  currency: "USD",
  startingPriceMinor: 1_000,
  ...more,
});

const create = (more: object): Promise<TestAnswer> =>
  api.call("POST /products", { token: ana.token, body: product(more) });
const edit = (id: string, body: object): Promise<TestAnswer> =>
  api.call(`PATCH /products/${id}`, { token: ana.token, body });

/** When the sweep may have it, in whole hours from now; null while it stays. */
async function readEnd(id: string): Promise<unknown> {
  const [row] = await api.sql(
    "SELECT ceil(extract(epoch FROM discard_at - now()) / 3600)::int AS hours FROM pictures WHERE id = $1",
    [id],
  );
  return row?.["hours"];
}

describe("a product's pictures", () => {
  test("are named by id or address, and answered with every size", async () => {
    const [one, two] = [await upload(), await upload()];
    const images = [{ id: one.id, alt: "Front" }, { url: two.url }, { url: "/demo/diver.svg", alt: "House" }];
    const { status, body } = await create({ images });
    expect(status).toBe(201);
    const shown = (id: string, alt: string) => ({
      id,
      alt,
      url: `/media/pictures/${id}/200.webp`,
      widthPx: 200,
      heightPx: 150,
      placeholder: expect.stringMatching(/^data:image\/webp;base64,/u),
      variants: [
        { url: `/media/pictures/${id}/200.avif`, type: "image/avif", widthPx: 200 },
        { url: `/media/pictures/${id}/200.webp`, type: "image/webp", widthPx: 200 },
      ],
    });
    const expected = [shown(one.id, "Front"), shown(two.id, ""), { url: "/demo/diver.svg", alt: "House" }];
    expect(body.data.images).toEqual(expected);
    const read = await api.call(`GET /products/${body.data.id}`);
    expect(read.body.data.images).toEqual(expected);
    const list = await api.call("GET /products?q=thing");
    expect(list.body.data[0].images).toEqual(expected);
    // What was answered can be sent back as it is.
    const again = await api.call(`PUT /products/${body.data.id}`, { token: ana.token, body: body.data });
    expect([again.status, again.body.data.images]).toEqual([200, expected]);
  });

  test("stay while any product shows them, and go in a day when none does", async () => {
    const [one, two] = [await upload(), await upload()];
    expect([await readEnd(one.id), await readEnd(two.id)]).toEqual([24, 24]);
    const first = (await create({ images: [{ id: one.id }, { id: two.id }] })).body.data.id;
    const second = (await create({ images: [{ id: two.id }] })).body.data.id;
    expect([await readEnd(one.id), await readEnd(two.id)]).toEqual([null, null]);
    await edit(first, { images: [] });
    expect([await readEnd(one.id), await readEnd(two.id)]).toEqual([24, null]);
    await edit(first, { title: "Renamed", images: [{ id: one.id }] });
    expect([await readEnd(one.id), await readEnd(two.id)]).toEqual([null, null]);
    await edit(first, { title: "Once more" });
    await api.call(`DELETE /products/${second}`, { token: ana.token });
    expect([await readEnd(one.id), await readEnd(two.id)]).toEqual([null, 24]);
    await api.call(`DELETE /products/${first}`, { token: ana.token });
    expect(await readEnd(one.id)).toBe(24);
  });

  test("go in a day too when the house takes the product down", async () => {
    const one = await upload();
    const subjectId = (await create({ images: [{ id: one.id }] })).body.data.id;
    const report = { subjectType: "product", subjectId, reason: "counterfeit" };
    await api.call("POST /reports", { token: eve.token, body: report });
    const cases = await api.call("GET /admin/moderation-cases", { token: ada.token, headers: mobile });
    const { status } = await api.call(`POST /admin/moderation-cases/${cases.body.data[0].id}/decide`, {
      token: ada.token,
      headers: mobile,
      body: { action: "hide", reason: "It is a counterfeit." },
    });
    expect([status, await readEnd(one.id)]).toEqual([200, 24]);
  });

  test("lose all their files when their day is over; what a product shows after all does not", async () => {
    const [gone, shown] = [await upload(), await upload()];
    await create({ images: [{ id: shown.id }] });
    await api.sql("UPDATE pictures SET discard_at = now() - interval '1 minute' WHERE id = ANY ($1)", [
      [gone.id, shown.id],
    ]);
    await handleScheduled(api.env, Date.now());
    const listKeys = async (id: string) =>
      (await env.MEDIA.list({ prefix: `pictures/${id}/` })).objects.length;
    expect([await listKeys(gone.id), await listKeys(shown.id)]).toEqual([0, 2]);
    expect([await readEnd(gone.id), await readEnd(shown.id)]).toEqual([undefined, null]);
  });

  test.each([
    ["somebody else's", async () => ({ id: (await upload(eve)).id })],
    ["somebody else's by its address", async () => ({ url: (await upload(eve)).url })],
    ["nobody's", () => ({ id: "00000000-0000-7000-8000-000000000000" })],
    ["a video", async () => ({ id: (await upload(ana, makeMp4())).id })],
    ["another file of the house's storage", () => ({ url: "/media/avatars/x/64.webp" })],
    [
      "an upload that is not complete",
      async () => {
        const body = { purpose: "picture", contentType: "image/png", byteSize: 10 };
        const begun = await api.call("POST /api/v1/media/uploads", { token: ana.token, body });
        return { id: begun.body.data.id as string };
      },
    ],
    [
      "one that is about to be removed",
      async () => {
        const { id } = await upload();
        await api.sql("UPDATE pictures SET discard_at = now() + interval '5 minutes' WHERE id = $1", [id]);
        return { id };
      },
    ],
  ])("[SEC-22] are not %s", async (_what, make) => {
    const image = await make();
    const refused = await create({ images: [{ url: "/demo/diver.svg" }, image] });
    expect([refused.status, refused.body.error.details]).toMatchObject([
      400,
      [{ path: "images.1", code: "unknown" }],
    ]);
  });

  test.each([[{}], [{ id: "x" }], [{ url: "https://elsewhere.example/x.webp" }], [{ url: "/media/../x" }]])(
    "are not %o",
    async (image) => {
      expect((await create({ images: [image] })).status).toBe(400);
    },
  );
});

describe("a product's video", () => {
  test("is shown, replaced and taken away", async () => {
    const [one, two] = [await upload(ana, makeMp4("one")), await upload(ana, makeMp4("two"))];
    const { body } = await create({ videoId: one.id });
    expect(body.data.video).toEqual({ url: one.url, contentType: "video/mp4" });
    expect(await readEnd(one.id)).toBeNull();
    const changed = await edit(body.data.id, { videoId: two.id });
    expect(changed.body.data.video.url).toBe(two.url);
    expect([await readEnd(one.id), await readEnd(two.id)]).toEqual([24, null]);
    const without = await edit(body.data.id, { videoId: null });
    expect([without.body.data.video, await readEnd(two.id)]).toEqual([null, 24]);
  });

  test("[SEC-22] is nobody else's, and no picture", async () => {
    for (const videoId of [(await upload(eve, makeMp4())).id, (await upload()).id]) {
      const refused = await create({ videoId });
      expect([refused.status, refused.body.error.details[0].path]).toEqual([400, "videoId"]);
    }
  });
});

describe("a lot's pictures", () => {
  const sale = (lots: readonly object[]) => ({
    title: "A sale",
    scheduledStart: new Date(Date.now() + 3_600_000).toISOString(),
    currency: "USD",
    lots,
  });
  const open = (lots: readonly object[]): Promise<TestAnswer> =>
    api.call("POST /auctions", { token: ana.token, body: sale(lots) });

  test("are its own or its product's, and stay for good: the public log names them", async () => {
    const [own, products] = [await upload(), await upload()];
    const productId = (await create({ images: [{ id: products.id }] })).body.data.id;
    const { status, body } = await open([
      { title: "A lot", startingPriceMinor: 1_000, imageIds: [own.id] },
      { productId, startingPriceMinor: 1_000 },
    ]);
    expect([status, body.data.lots.map(({ imageUrls }: Record<string, unknown>) => imageUrls)]).toEqual([
      201,
      [[own.url], [products.url]],
    ]);
    await api.call(`DELETE /products/${productId}`, { token: ana.token });
    expect([await readEnd(own.id), await readEnd(products.id)]).toEqual([null, null]);
    const more = await api.call(`POST /auctions/${body.data.id}/lots`, {
      token: ana.token,
      body: { title: "Another", startingPriceMinor: 1_000, imageIds: [products.id, own.id] },
    });
    expect([more.status, more.body.data.imageUrls]).toEqual([201, [products.url, own.url]]);
  });

  test("[SEC-22] are nobody else's", async () => {
    const lot = {
      title: "A lot",
      startingPriceMinor: 1_000,
      imageIds: [(await upload()).id, (await upload(eve)).id],
    };
    const refused = await open([lot]);
    expect([refused.status, refused.body.error.details]).toMatchObject([
      400,
      [{ path: "lots.0.imageIds.1", code: "unknown" }],
    ]);
  });
});
