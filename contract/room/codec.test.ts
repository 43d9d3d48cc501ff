import { describe, expect, test } from "vitest";
import { limits } from "../../domain/limits.ts";
import { decodeDownFrame, decodeUpFrame, encodeFrame } from "./codec.ts";
import factSamples from "./golden/fact.json" with { type: "json" };

const bid = { type: "bid.place", id: "c1", lotId: "l1", amountMinor: 12_500, mode: "max" } as const;

describe("frames from clients", () => {
  test("come back as they were written; a bid's mode is max unless it says otherwise", () => {
    expect(decodeUpFrame(encodeFrame(bid))).toEqual({ ok: true, value: bid });
    expect(decodeUpFrame('{"type":"bid.place","id":"c1","lotId":"l1","amountMinor":12500}')).toEqual({
      ok: true,
      value: bid,
    });
    expect(decodeUpFrame('{"type":"chat.post","id":"c2","text":"  hi  "}')).toMatchObject({
      value: { text: "hi" },
    });
  });

  test("[SEC-17] of 4 KiB pass, larger ones do not, counted in bytes", () => {
    const frame = (text: string) => `{"type":"chat.post","id":"c1","text":"${text}"}`;
    const around = frame("").length;
    const unknown = (bytes: number) => `{"type":"${"é".repeat((bytes - 11) / 2)}"}`;
    expect(decodeUpFrame(frame("x".repeat(limits.frameBytesMax - around)))).toMatchObject({
      refusal: { reason: "invalid" },
    });
    expect(decodeUpFrame(frame("x".repeat(limits.frameBytesMax + 1 - around)))).toMatchObject({
      refusal: { reason: "too_large" },
    });
    expect(decodeUpFrame(unknown(4_095))).toMatchObject({ refusal: { reason: "unknown_type" } });
    expect(decodeUpFrame(unknown(4_097))).toMatchObject({ refusal: { reason: "too_large" } });
  });

  test.each([
    ["text", "hello", "not_json", null],
    ["nothing", "", "not_json", null],
    ["an array", '["bid.place"]', "not_json", null],
    ["null", "null", "not_json", null],
    ["NaN", '{"type":"bid.place","amountMinor":NaN}', "not_json", null],
    ["1e309", '{"type":"bid.place","id":"c1","lotId":"l1","amountMinor":1e309}', "invalid", "c1"],
    ["-0", '{"type":"bid.place","id":"c1","lotId":"l1","amountMinor":-0}', "invalid", "c1"],
    ["2^53", '{"type":"bid.place","id":"c1","lotId":"l1","amountMinor":9007199254740993}', "invalid", "c1"],
    ["a type we do not have", '{"type":"bid.withdraw","id":"c1"}', "unknown_type", "c1"],
    ["a type of Object's", '{"type":"constructor","id":"c1"}', "unknown_type", "c1"],
    ["__proto__", '{"type":"lot.buy","id":"c1","lotId":"l1","__proto__":{"isAdmin":true}}', "invalid", "c1"],
    ["constructor", '{"type":"lot.buy","id":"c1","lotId":"l1","constructor":{}}', "invalid", "c1"],
    ["a lone surrogate in an id", String.raw`{"type":"lot.buy","id":"\ud800","lotId":"l1"}`, "invalid", null],
    [
      "deep nesting",
      `{"type":"lot.buy","id":"c1","lotId":${"[".repeat(2_000)}${"]".repeat(2_000)}}`,
      "invalid",
      "c1",
    ],
    [
      "an id that is too long to answer to",
      `{"type":"lot.buy","id":"${"x".repeat(65)}","lotId":"l1"}`,
      "invalid",
      null,
    ],
  ])("[SEC-17] %s is refused", (_what, text, reason, id) => {
    expect(decodeUpFrame(text)).toMatchObject({ ok: false, refusal: { reason, id } });
  });
});

describe("frames from rooms", () => {
  const started = factSamples["auction.started"].accepted[0];

  test("of a newer kind are told apart from broken ones", () => {
    expect(decodeDownFrame('{"type":"room.fireworks"}')).toMatchObject({
      refusal: { reason: "unknown_type" },
    });
    expect(decodeDownFrame('{"type":"pong"}')).toMatchObject({ refusal: { reason: "unknown_type" } });
    expect(decodeDownFrame('{"type":"room.presence"}')).toMatchObject({ refusal: { reason: "invalid" } });
    expect(decodeDownFrame("{")).toMatchObject({ refusal: { reason: "not_json" } });
  });

  test("a fact of a newer kind keeps its place in the log", () => {
    const frame = {
      type: "room.facts",
      facts: [started, { ...started, type: "lot.paused", seq: 43, why: "rain" }],
    };
    expect(decodeDownFrame(JSON.stringify(frame))).toEqual({
      ok: true,
      value: { type: "room.facts", facts: [started, { ...started, type: "unknown", seq: 43 }] },
    });
    const broken = { type: "room.facts", facts: [{ type: "lot.paused" }, 7] };
    expect(decodeDownFrame(JSON.stringify(broken))).toMatchObject({
      ok: false,
      refusal: { reason: "invalid" },
    });
  });

  test("a refusal of a newer kind still answers its command", () => {
    const frame = { type: "command.refused", id: "c1", code: "too_windy", message: "Wait." };
    expect(decodeDownFrame(JSON.stringify(frame))).toEqual({ ok: true, value: frame });
  });
});
