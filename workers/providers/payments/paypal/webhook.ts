import { X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import { z } from "zod";
import { accept, refuse } from "../../../../domain/result.ts";
import type { Result } from "../../../../domain/result.ts";
import type { ProviderEvent } from "../events.ts";
import { ProviderUnavailable } from "../provider.ts";
import type { PaymentProvider, WebhookRefusal } from "../provider.ts";
import type { PaypalClient } from "./client.ts";
import { readContent } from "./event-content.ts";
import { eventSchema } from "./shapes.ts";

/** PayPal sends an event again for three days and does not say whether it signs anew; ids that were applied do nothing. */
const pastToleranceMs = 3 * 24 * 3_600_000;
const futureToleranceMs = 300_000;
const certificatesMax = 8;
const timeoutMs = 10_000;

const headersSchema = z.object({
  id: z.string().max(100),
  time: z.iso.datetime({ offset: true }),
  signature: z.base64(),
  certificateUrl: z.url(),
  algorithm: z.literal("SHA256withRSA"),
});
type SignatureHeaders = z.infer<typeof headersSchema>;

/** Keys by the address of their certificate, for as long as the isolate lives. */
const keys = new Map<string, { readonly key: CryptoKey; readonly endsAtMs: number }>();

/**
 * The event in a webhook that PayPal sent, checked by its certificate over the very bytes that came: asking PayPal instead
 * would be a call for each forgery, and would forgive a body that somebody wrote anew.
 * https://developer.paypal.com/api/rest/webhooks/rest/#link-selfverificationmethod
 */
export async function readWebhook(
  client: PaypalClient,
  { body, headers, nowMs }: Parameters<PaymentProvider["readWebhook"]>[0],
): Promise<Result<ProviderEvent, WebhookRefusal>> {
  if (client.settings.PAYPAL_WEBHOOK_ID === "") return refuse("not_configured");
  const signed = headersSchema.safeParse({
    id: headers.get("PayPal-Transmission-Id"),
    time: headers.get("PayPal-Transmission-Time"),
    signature: headers.get("PayPal-Transmission-Sig"),
    certificateUrl: headers.get("PayPal-Cert-Url"),
    algorithm: headers.get("PayPal-Auth-Algo"),
  });
  if (!signed.success || !(await isSigned(client, body, signed.data, nowMs))) return refuse("bad_signature");
  const ageMs = nowMs - Date.parse(signed.data.time);
  if (ageMs > pastToleranceMs || ageMs < -futureToleranceMs) return refuse("stale");
  const event = eventSchema.safeParse(parseJson(body));
  const content = event.success ? await readContent(client, event.data) : undefined;
  if (!event.success || content === undefined) return refuse("unreadable");
  return accept({ id: event.data.id, type: event.data.event_type, ...content });
}

async function isSigned(
  client: PaypalClient,
  body: string,
  { id, time, signature, certificateUrl }: SignatureHeaders,
  nowMs: number,
): Promise<boolean> {
  if (!isPaypals(certificateUrl, client.settings.PAYPAL_API_BASE)) return false;
  const key = await findKey(certificateUrl, nowMs);
  if (key === undefined) return false;
  const message = `${id}|${time}|${client.settings.PAYPAL_WEBHOOK_ID}|${crc32(body)}`;
  return crypto.subtle.verify(
    "RSASSA-PKCS1-v1_5",
    key,
    Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0)),
    new TextEncoder().encode(message),
  );
}

/** Certificates lie beside the API, on its host without the `-m`: any other address is the sender's own. */
function isPaypals(certificateUrl: string, base: string): boolean {
  const url = new URL(certificateUrl);
  const home = new URL(base.replace("//api-m.", "//api."));
  return url.origin === home.origin && url.pathname.startsWith("/v1/notifications/certs/");
}

/** The key of a certificate; undefined when there is none at the address, or it has run out. */
async function findKey(url: string, nowMs: number): Promise<CryptoKey | undefined> {
  const known = keys.get(url);
  if (known !== undefined && known.endsAtMs > nowMs) return known.key;
  const text = await fetchText(url);
  if (text === undefined) return undefined;
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(text);
  } catch {
    return undefined;
  }
  const endsAtMs = Date.parse(certificate.validTo);
  if (!(endsAtMs > nowMs)) return undefined;
  const key = await crypto.subtle.importKey(
    "spki",
    certificate.publicKey.export({ type: "spki", format: "der" }),
    { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
    false,
    ["verify"],
  );
  const [oldest] = keys.keys();
  if (keys.size >= certificatesMax && oldest !== undefined) keys.delete(oldest);
  keys.set(url, { key, endsAtMs });
  return key;
}

async function fetchText(url: string): Promise<string | undefined> {
  try {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
    if (answer.ok) return await answer.text();
    await answer.body?.cancel();
    if (answer.status < 500) return undefined;
  } catch {
    // Falls through: whether it is genuine can only be said later, and PayPal sends it again.
  }
  throw new ProviderUnavailable("PayPal's certificate could not be fetched");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
