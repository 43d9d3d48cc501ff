import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { origin } from "../../test/support/workers/api.ts";
import { createEdgeTier } from "./edge.ts";
import { createEntry } from "./entry.ts";
import { createKvTier } from "./kv.ts";

describe.each(["edge", "kv"] as const)("the tier %s of the platform", (name) => {
  const tier = name === "edge" ? createEdgeTier(origin) : createKvTier(env.CACHE);

  test("gives back what it was given", async () => {
    const entry = createEntry('{"a":"ü"}', ["product:1", "person:2"], 1_234);
    expect(await tier.find("digest")).toBeUndefined();
    await tier.put("digest", entry, 60_000);
    expect(await tier.find("digest")).toEqual(entry);
    expect(await tier.findStamp("product:1")).toBeUndefined();
    await tier.stamp("product:1", 5_678, 60_000);
    expect(await tier.findStamp("product:1")).toBe(5_678);
  });

  test("refuses what somebody else put there", async () => {
    const address = `${origin}/cache/1/entries/foreign`;
    const response = new Response("<script>", {
      headers: { "Cache-Control": "max-age=60", "X-Entry": '{"etag":"x"}' },
    });
    await (name === "edge"
      ? (await caches.open("catalogue")).put(address, response)
      : env.CACHE.put("entry:1:foreign", "<script>", { metadata: { etag: "x" } }));
    await expect(tier.find("foreign")).rejects.toThrow("etag");
  });
});
