import { expect, test } from "vitest";
import { describeDevice } from "./device.ts";

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

test.each([
  [null, chrome, "Chrome on Windows"],
  [null, `${chrome} Edg/142.0.0.0`, "Edge on Windows"],
  [null, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux"],
  [
    null,
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
    "Safari on macOS",
  ],
  [
    null,
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Mobile/15E148 Safari/604.1",
    "Chrome on iPhone",
  ],
  ["mobile", "Blytz/1.0 (Linux; Android 16)", "Blytz app on Android"],
  ["mobile", null, "Blytz app"],
  [null, "curl/8.9.1", "curl"],
  [null, null, "Unknown device"],
  [null, "<script>", "Unknown device"],
])("%s and %s is %s", (device, userAgent, name) => {
  expect(describeDevice(device, userAgent)).toBe(name);
});
