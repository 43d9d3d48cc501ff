import { expect, test } from "vitest";
import { getApiKeyHint, hashApiKey, isApiKey, isWellFormedApiKey, makeApiKey } from "./api-key.ts";

test("a key has a prefix scanners know, 256 random bits and a checksum", () => {
  const keys = Array.from({ length: 200 }, makeApiKey);
  expect(new Set(keys).size).toBe(200);
  for (const key of keys) {
    expect(key).toMatch(/^blz_[0-9A-Za-z]{49}$/u);
    expect(isApiKey(key) && isWellFormedApiKey(key)).toBe(true);
  }
});

test("every typo of one character is seen without a look-up", () => {
  const key = makeApiKey();
  for (let place = 4; place < key.length; place += 1) {
    const other = key[place] === "a" ? "b" : "a";
    expect(isWellFormedApiKey(`${key.slice(0, place)}${other}${key.slice(place + 1)}`)).toBe(false);
  }
  for (const wrong of [key.slice(0, -1), `${key}0`, key.toUpperCase(), key.replace("blz_", "ghp_"), "blz_"]) {
    expect(isWellFormedApiKey(wrong)).toBe(false);
  }
});

test("the format is the one written down: the checksum is CRC-32 in base 62", () => {
  expect(isWellFormedApiKey(`blz_${"0".repeat(43)}13wjM5`)).toBe(false);
  expect(isWellFormedApiKey(`blz_${"0".repeat(43)}${crcOf("0".repeat(43))}`)).toBe(true);
});

/** CRC-32 bit by bit, as the standard has it, written apart from the code under test. */
function crcOf(text: string): string {
  let crc = 0xff_ff_ff_ff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xed_b8_83_20 : crc >>> 1;
  }
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  let value = (crc ^ 0xff_ff_ff_ff) >>> 0;
  let out = "";
  for (; out.length < 6; value = Math.floor(value / 62)) out = `${digits[value % 62]}${out}`;
  return out;
}

test("neither the hint nor the hash gives the secret away", () => {
  const key = makeApiKey();
  expect(key.slice(4, 47)).not.toContain(getApiKeyHint(key));
  expect(hashApiKey(key)).toMatch(/^[0-9a-f]{64}$/u);
});
