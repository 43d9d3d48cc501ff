import { createPublicKey, verify } from "node:crypto";
import { env } from "cloudflare:workers";
import { base64url } from "jose";
import { reset, runDurableObjectAlarm } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { logSigningKeySet } from "../../contract/keys.ts";
import { logPage } from "../../contract/room/fact.ts";
import type { LogPage } from "../../contract/room/fact.ts";
import { computeFirstHash } from "../../domain/room/chain.ts";
import { createLogReader } from "./log.ts";
import { sha256 } from "./commit.ts";
import {
  asRpc,
  bid,
  createRoom,
  describeCaller,
  describeLot,
  enterRoom,
  openRoomForBids,
  passerBy,
  run,
  silenceConsole,
} from "../../test/support/workers/room.ts";
import type { RoomStub } from "../../test/support/workers/room.ts";

beforeEach(silenceConsole);
afterEach(reset);
afterEach(() => void vi.useRealTimers());

async function readPage(room: RoomStub, afterSeq: number, limit: number): Promise<LogPage> {
  return logPage.parse(await asRpc(room).log(afterSeq, limit, passerBy));
}

describe("[H1] the log", () => {
  test("of a room without facts starts at the auction's own hash", async () => {
    const { room, auctionId } = await createRoom();
    expect(await readPage(room, 0, 100)).toEqual({
      facts: [],
      head: { seq: 0, hash: computeFirstHash(auctionId, sha256) },
      signatures: [],
    });
  });

  test("is chained, paged without loss, and signed at each close and at the end", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { room, lotId, auctionId, seller } = await openRoomForBids([
      describeLot({}, { reserveMinor: 1_500 }),
      describeLot(),
    ]);
    const [one, other] = [
      await enterRoom(room, describeCaller("ann")),
      await enterRoom(room, describeCaller("ben")),
    ];
    await one.ask(bid(lotId, 3_000));
    await other.ask(bid(lotId, 4_000));
    await other.ask({ type: "chat.post", id: "c", text: "in between" });
    const open = await readPage(room, 0, 100);
    expect(open.signatures).toEqual([]);
    expect(open.head).toEqual({ seq: open.facts.length, hash: open.facts.at(-1)?.hash });
    vi.setSystemTime(Date.now() + 31_000);
    await runDurableObjectAlarm(room);
    await run(room, { type: "auction.end", id: "end" }, seller);

    const whole = await readPage(room, 0, 1_000);
    expect(whole.facts.map((fact) => fact.seq)).toEqual(whole.facts.map((_, at) => at + 1));
    let previousHash = computeFirstHash(auctionId, sha256);
    for (const fact of whole.facts) {
      expect(fact.previousHash).toBe(previousHash);
      previousHash = fact.hash;
    }
    expect(whole.facts.at(-1)?.type).toBe("auction.ended");
    const signed = whole.signatures.map(({ seq }) => whole.facts[seq - 1]?.type);
    expect(signed).toEqual(["lot.sold", "lot.revealed", "lot.passed", "auction.ended"]);
    expect(whole.head).toMatchObject({ seq: whole.facts.length, hash: previousHash });

    const [key] = logSigningKeySet.parse(env.LOG_SIGNING_KEYS).keys;
    const publicKey = createPublicKey({
      key: { kty: "OKP", crv: "Ed25519", x: key?.x ?? "" },
      format: "jwk",
    });
    for (const { seq, hash, signature, keyId } of [...whole.signatures, whole.head]) {
      const text = new TextEncoder().encode(`blytz.v1:${auctionId}:${seq}:${hash}`);
      expect(verify(null, text, publicKey, base64url.decode(signature ?? ""))).toBe(true);
      expect(keyId).toBe(key?.kid);
    }

    const paged: LogPage[] = [];
    for (let after = 0; after < whole.head.seq; after += 2) paged.push(await readPage(room, after, 2));
    expect(paged.flatMap((page) => page.facts)).toEqual(whole.facts);
    expect(paged.flatMap((page) => page.signatures)).toEqual(whole.signatures);
    expect(await readPage(room, whole.head.seq, 10)).toMatchObject({ facts: [], signatures: [] });
    expect(await readPage(room, whole.head.seq + 10, 10)).toMatchObject({ facts: [], signatures: [] });
  });

  test("[H4] names nobody: paddles only", async () => {
    const { room, lotId } = await openRoomForBids();
    const socket = await enterRoom(room, describeCaller("ann-of-green-gables"));
    await socket.ask(bid(lotId, 3_000));
    expect(JSON.stringify(await readPage(room, 0, 100))).not.toContain("ann-of-green-gables");
  });
});

test("[H1] the first key signs; the reader needs one", () => {
  expect(() => createLogReader({} as never, [])).toThrow("a log-signing key");
});
