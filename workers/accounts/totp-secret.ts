import { base64url } from "jose";
import { firstFactorKeyId } from "../../contract/keys.ts";
import type { Settings } from "../env.ts";
import { must } from "../../domain/result.ts";
import { deriveFactorKey, getFactorKey, listFactorKeys } from "./factor-key.ts";
import type { FactorKey } from "./factor-key.ts";

const ivBytes = 12;

const importKey = (key: FactorKey): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", deriveFactorKey(key, "totp-secret"), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);

/** The account is authenticated along: a row's text put into another row does not open. */
const describe = (iv: Uint8Array<ArrayBuffer>, userId: string) => ({
  name: "AES-GCM",
  iv,
  additionalData: new TextEncoder().encode(userId),
});

/** How a text begins that lies under a key: `v2` names it; `v1` is from when there was one. */
const writeHead = ({ kid }: FactorKey): string => (kid === firstFactorKeyId ? "v1" : `v2.${kid}`);

/** An app's secret as it is stored: which key, nonce and AES-256-GCM ciphertext. */
export async function encryptTotpSecret(
  settings: Settings,
  userId: string,
  secret: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const key = getFactorKey(settings);
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const sealed = await crypto.subtle.encrypt(describe(iv, userId), await importKey(key), secret);
  return [writeHead(key), base64url.encode(iv), base64url.encode(new Uint8Array(sealed))].join(".");
}

/** Whether a secret lies under another key than it would if it were kept now. */
export const isUnderOlderKey = (settings: Settings, text: string): boolean =>
  !text.startsWith(`${writeHead(getFactorKey(settings))}.`);

/**
 * Undefined when its key was taken out of the set, as is done with one that leaked: the app is no factor any more. Throws
 * when the text was made for another account or changed: a bug or worse, never a refusal.
 */
export async function decryptTotpSecret(
  settings: Settings,
  userId: string,
  text: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const key = listFactorKeys(settings).find((each) => text.startsWith(`${writeHead(each)}.`));
  if (key === undefined) return undefined;
  const [sealed, iv] = text.split(".").toReversed();
  const nonce = decode(must(iv, "the secret has a nonce"));
  const bytes = decode(must(sealed, "the secret has a ciphertext"));
  return new Uint8Array(await crypto.subtle.decrypt(describe(nonce, userId), await importKey(key), bytes));
}

const decode = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(base64url.decode(text));
