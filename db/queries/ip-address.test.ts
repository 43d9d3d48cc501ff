import { expect, test } from "vitest";
import { toIpAddress } from "./ip-address.ts";

test.each(["0.0.0.0", "203.0.113.255", "::1", "2001:db8::8a2e:370:7334", "::ffff:203.0.113.7"])(
  "%s is an address",
  (text) => {
    expect(toIpAddress(text)).toBe(text);
  },
);

test.each([
  "",
  "256.1.1.1",
  "1.2.3",
  "1.2.3.4.5",
  "1.2.3.4, 5.6.7.8",
  "unknown",
  ":::",
  "fe80::1%eth0",
  "1.2.3.4:80",
  "[::1]",
  "localhost",
])("%j is none", (text) => {
  expect(toIpAddress(text)).toBeNull();
});
