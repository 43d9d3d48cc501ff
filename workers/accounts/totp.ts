import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";

/** What every authenticator app can do: SHA-1, six digits, a new code each 30 seconds. */
const form = { issuer: "Blytz Live", algorithm: "SHA1", digits: 6, period: 30 } as const;
/** RFC 4226 asks for as many bits as the hash has. */
const secretBytes = 20;
/** A phone's clock may be half a minute off, either way. */
const stepsAround = 1;

export const makeTotpSecret = (): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(secretBytes));

const open = (secret: Uint8Array<ArrayBuffer>, label: string): TOTP =>
  new TOTP({ ...form, label, secret: new Secret({ buffer: secret.buffer }) });

/** A secret in the three ways into an app: by hand, by link and by camera. */
export function describeTotp(secret: Uint8Array<ArrayBuffer>, email: string) {
  const totp = open(secret, email);
  const otpauthUri = totp.toString();
  return { secret: totp.secret.base32, otpauthUri, qrSvg: renderSVG(otpauthUri, { border: 2 }) };
}

/** The 30-second step whose code this is, counted from 1970; null for a wrong one. */
export function findTotpStep(secret: Uint8Array<ArrayBuffer>, code: string, nowMs: number): number | null {
  const totp = open(secret, "");
  const delta = totp.validate({ token: code, timestamp: nowMs, window: stepsAround });
  return delta === null ? null : totp.counter({ timestamp: nowMs }) + delta;
}
