import { base64url } from "jose";
import type { Assertion, Registration } from "../../../contract/http/webauthn.ts";

/** What a test may bend; everything left out is as an honest browser and authenticator have it. */
interface Bent {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly counter?: number;
  /** False: nobody was asked for a finger or a PIN. */
  readonly isVerified?: boolean;
  readonly userHandle?: string | null;
}

interface CreationOptions {
  readonly rp: { readonly id: string };
  readonly user: { readonly id: string };
  readonly challenge: string;
}

/** A passkey in software: a P-256 key, its counter, and signatures in the forms of WebAuthn. */
export interface TestAuthenticator {
  /** `navigator.credentials.create`. */
  readonly create: (options: CreationOptions, bent?: Bent) => Promise<Registration>;
  /** `navigator.credentials.get`. */
  readonly get: (
    options: { readonly challenge: string; readonly rpId: string },
    bent?: Bent,
  ) => Promise<Assertion>;
}

const toText = (bytes: Uint8Array): string => base64url.encode(bytes);
const fromHex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const hash = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

const flags = { present: 0x01, verified: 0x04, attested: 0x40 } as const;

export async function makeAuthenticator(origin: string): Promise<TestAuthenticator> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256" } as const;
  const pair = (await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"])) as CryptoKeyPair;
  const id = crypto.getRandomValues(new Uint8Array(32));
  let counter = 0;
  let userHandle = "";

  const toClientData = (challenge: string, type: string, bent: Bent): Uint8Array<ArrayBuffer> =>
    utf8(
      JSON.stringify({
        type: bent.type ?? type,
        challenge: bent.challenge ?? challenge,
        origin: bent.origin ?? origin,
        crossOrigin: false,
      }),
    );

  const toAuthenticatorData = async (
    rpId: string,
    bent: Bent,
    attested?: Uint8Array,
  ): Promise<Uint8Array<ArrayBuffer>> => {
    counter = bent.counter ?? counter + 1;
    const bits =
      flags.present |
      (bent.isVerified === false ? 0 : flags.verified) |
      (attested === undefined ? 0 : flags.attested);
    const count = new Uint8Array(4);
    new DataView(count.buffer).setUint32(0, counter);
    const rpIdHash = await hash(utf8(bent.rpId ?? rpId));
    return concat([rpIdHash, Uint8Array.of(bits), count, attested ?? new Uint8Array()]);
  };

  const credential = {
    id: toText(id),
    rawId: toText(id),
    type: "public-key",
    clientExtensionResults: {},
  } as const;

  return {
    async create({ rp, user, challenge }, bent = {}) {
      userHandle = user.id;
      const { x = "", y = "" } = (await crypto.subtle.exportKey("jwk", pair.publicKey)) as JsonWebKey;
      // RFC 9052: an EC2 key (1: 2) for ES256 (3: -7) on P-256 (-1: 1) with its two coordinates.
      const key = concat([
        fromHex("a5010203262001215820"),
        base64url.decode(x),
        fromHex("225820"),
        base64url.decode(y),
      ]);
      const idLength = Uint8Array.of(0, id.length);
      const attested = concat([new Uint8Array(16), idLength, id, key]);
      const data = await toAuthenticatorData(rp.id, bent, attested);
      // CBOR: { "fmt": "none", "attStmt": {}, "authData": bytes }, the length in one byte.
      const attestation = concat([
        fromHex("a363"),
        utf8("fmt"),
        fromHex("64"),
        utf8("none"),
        fromHex("67"),
        utf8("attStmt"),
        fromHex("a068"),
        utf8("authData"),
        Uint8Array.of(0x58, data.length),
        data,
      ]);
      return {
        ...credential,
        response: {
          clientDataJSON: toText(toClientData(challenge, "webauthn.create", bent)),
          attestationObject: toText(attestation),
          transports: ["internal"],
        },
      };
    },
    async get({ challenge, rpId }, bent = {}) {
      const clientData = toClientData(challenge, "webauthn.get", bent);
      const data = await toAuthenticatorData(rpId, bent);
      const signed = concat([data, await hash(clientData)]);
      const raw = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, pair.privateKey, signed);
      const handle = bent.userHandle === undefined ? userHandle : bent.userHandle;
      return {
        ...credential,
        response: {
          clientDataJSON: toText(clientData),
          authenticatorData: toText(data),
          signature: toText(toDer(new Uint8Array(raw))),
          ...(handle === null ? {} : { userHandle: handle }),
        },
      };
    },
  };
}

/** WebCrypto signs as two 32-byte numbers, WebAuthn wants them as a DER sequence of two integers. */
function toDer(raw: Uint8Array): Uint8Array {
  const integers = [raw.subarray(0, 32), raw.subarray(32)].map((bytes) => {
    const first = bytes.findIndex((byte) => byte !== 0);
    const short = bytes.subarray(first === -1 ? bytes.length - 1 : first);
    // A leading one bit would make it negative.
    const body = (short[0] ?? 0) > 0x7f ? concat([Uint8Array.of(0), short]) : short;
    return concat([Uint8Array.of(0x02, body.length), body]);
  });
  const body = concat(integers);
  return concat([Uint8Array.of(0x30, body.length), body]);
}
