import { base64url } from "jose";
import type { Settings } from "../env.ts";
import { must } from "../../domain/result.ts";
import { deriveFactorKey } from "./factor-key.ts";

/** The form of the text below, should another one be needed some day. */
const version = "v1";
const ivBytes = 12;

const importKey = (settings: Settings): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", deriveFactorKey(settings, "totp-secret"), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);

/** The account is authenticated along: a row's text put into another row does not open. */
const describe = (iv: Uint8Array<ArrayBuffer>, userId: string) => ({
  name: "AES-GCM",
  iv,
  additionalData: new TextEncoder().encode(userId),
});

/** An app's secret as it is stored: version, nonce and AES-256-GCM ciphertext. */
export async function encryptTotpSecret(
  settings: Settings,
  userId: string,
  secret: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const sealed = await crypto.subtle.encrypt(describe(iv, userId), await importKey(settings), secret);
  return [version, base64url.encode(iv), base64url.encode(new Uint8Array(sealed))].join(".");
}

/** Throws when the text was made for another account, with another key, or changed: a bug or worse, never a refusal. */
export async function decryptTotpSecret(
  settings: Settings,
  userId: string,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const [form, iv, sealed] = text.split(".");
  must(form === version ? form : undefined, "the secret has a form we know");
  const nonce = decode(must(iv, "the secret has a nonce"));
  const bytes = decode(must(sealed, "the secret has a ciphertext"));
  return new Uint8Array(
    await crypto.subtle.decrypt(describe(nonce, userId), await importKey(settings), bytes),
  );
}

const decode = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(base64url.decode(text));
