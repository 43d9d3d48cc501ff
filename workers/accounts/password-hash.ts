import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's settings that fit an isolate's memory: 16 MB, five lanes. */
const cost = { logN: 14, r: 8, p: 5 } as const;
const hashBytes = 32;
const saltBytes = 16;

const derive = (
  password: string,
  salt: Uint8Array,
  settings: { logN: number; r: number; p: number },
): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const { logN, r, p } = settings;
    // NFKC: the same keys typed on two systems may compose differently.
    scrypt(
      password.normalize("NFKC"),
      salt,
      hashBytes,
      { N: 2 ** logN, r, p, maxmem: 64 * 2 ** 20 },
      (error, key) => (error === null ? resolve(key) : reject(error)),
    );
  });

/** PHC has base64 without its padding. */
const encode = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replaceAll("=", "");
const decode = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** A new hash as a PHC string: `$scrypt$ln=14,r=8,p=5$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  const hash = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${encode(salt)}$${encode(hash)}`;
}

/** Whether a hash was made with other settings than today's. */
export const isOutdatedHash = (phc: string): boolean =>
  !phc.startsWith(`$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$`);

const phcForm =
  /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{8,86})\$([A-Za-z0-9+/]{43})$/u;

/** What nobody's password hashes to; takes the same time to check as any other. */
const nobody = `$scrypt$ln=${cost.logN},r=${cost.r},p=${cost.p}$${encode(new Uint8Array(saltBytes))}$${encode(new Uint8Array(hashBytes))}`;

/**
 * Whether the password is the one behind the hash. Without a hash (no such account, or one without a password) the same
 * work is done for nothing, so that the time of the answer does not tell who has an account.
 */
export async function verifyPassword(password: string, phc: string | null): Promise<boolean> {
  const [, logN, r, p, salt = "", hash = ""] = phcForm.exec(phc ?? nobody) ?? [];
  if (logN === undefined) return false;
  const settings = { logN: Number(logN), r: Number(r), p: Number(p) };
  const derived = await derive(password, decode(salt), settings);
  return timingSafeEqual(derived, decode(hash)) && phc !== null;
}
