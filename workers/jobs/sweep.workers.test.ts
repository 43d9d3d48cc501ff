import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { v7 as makeUuid } from "uuid";
import { createTestApi } from "../../test/support/workers/api.ts";
import type { TestApi, TestPerson } from "../../test/support/workers/api.ts";
import { silenceConsole } from "../../test/support/workers/room.ts";
import { listAvatarKeys } from "../media/media-files.ts";
import { getStorage } from "../providers/storage/storage.ts";
import { handleScheduled } from "./scheduled.ts";
import { sweep } from "./sweep.ts";

let api: TestApi;
let ana: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  ana = await api.join("Ana");
});
beforeEach(silenceConsole);

/** A picture with its files; `discardAt` null: somebody shows it. */
async function addPicture(discardAt: Date | null): Promise<string> {
  const id = makeUuid();
  await api.sql("INSERT INTO pictures (id, owner_id, purpose, discard_at) VALUES ($1, $2, 'avatar', $3)", [
    id,
    ana.id,
    discardAt,
  ]);
  await Promise.all(listAvatarKeys(id).map((key) => env.MEDIA.put(key, "picture")));
  return id;
}

const hasFiles = async (id: string): Promise<boolean[]> =>
  Promise.all(listAvatarKeys(id).map(async (key) => (await env.MEDIA.head(key)) !== null));
const readIds = async (): Promise<unknown[]> =>
  (await api.sql("SELECT id FROM pictures ORDER BY id")).map(({ id }) => id);

test("pictures nobody shows lose their files and are forgotten; the others stay", async () => {
  const now = Date.now();
  const [old, shown, fresh] = [
    await addPicture(new Date(now - 1)),
    await addPicture(null),
    await addPicture(new Date(now + 60_000)),
  ];
  await handleScheduled(api.env, now);
  expect(await readIds()).toEqual([shown, fresh]);
  expect([await hasFiles(old), await hasFiles(shown), await hasFiles(fresh)]).toEqual([
    [false, false, false, false],
    [true, true, true, true],
    [true, true, true, true],
  ]);
});

test("what storage does not remove is removed the next time", async () => {
  const id = await addPicture(new Date(0));
  const at = new Date();
  const storage = getStorage(api.env);
  const away = { ...storage, remove: () => Promise.reject(new Error("away")) };
  await sweep(api.database.client.database, { storage: away, at });
  expect(await readIds()).toContain(id);
  await sweep(api.database.client.database, { storage, at });
  expect(await readIds()).not.toContain(id);
  expect(await hasFiles(id)).toEqual([false, false, false, false]);
});

test("more than one batch of anything goes in one minute", async () => {
  await api.sql(
    `INSERT INTO pictures (id, owner_id, purpose, discard_at)
     SELECT gen_random_uuid(), $1, 'avatar', timestamptz 'epoch' FROM generate_series(1, 250)`,
    [ana.id],
  );
  await api.sql(
    `INSERT INTO idempotency_keys (user_id, key, request_hash, status, locked_until, expires_at)
     SELECT $1, 'key-' || n, repeat('a', 64), 'running', now(), now() - interval '1 hour' FROM generate_series(1, 2500) n`,
    [ana.id],
  );
  await handleScheduled(api.env, Date.now());
  const left = await api.sql(
    `SELECT (SELECT count(*)::int FROM idempotency_keys) AS keys,
       (SELECT count(*)::int FROM pictures WHERE discard_at = 'epoch') AS pictures`,
  );
  expect(left).toEqual([{ keys: 0, pictures: 0 }]);
});
