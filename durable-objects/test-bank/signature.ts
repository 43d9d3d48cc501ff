import { createHmac } from "node:crypto";

/** `t=<seconds>,v1=<hex>`: the form Stripe gave the world. */
export const signatureHeader = "Test-Signature";

/** HMAC-SHA-256 over the time and the very bytes of the body, so neither can be exchanged for another. */
export function computeSignature(key: string, seconds: number, body: string): string {
  return createHmac("sha256", key).update(`${seconds}.${body}`).digest("hex");
}

export function signWebhook(key: string, nowMs: number, body: string): string {
  const seconds = Math.floor(nowMs / 1_000);
  return `t=${seconds},v1=${computeSignature(key, seconds, body)}`;
}
