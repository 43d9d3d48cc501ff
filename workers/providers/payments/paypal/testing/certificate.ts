/** A certificate that signs for itself, as DER by hand: no runtime of ours makes one. RFC 5280, section 4.1. */
const encoder = new TextEncoder();
const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const join = (parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const toBase64 = (content: Uint8Array) => btoa(String.fromCharCode(...content));

const tagged = (tag: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = join(parts);
  const { length } = content;
  const size = length < 128 ? [length] : [0x82, length >> 8, length & 255];
  return join([bytes(tag, ...size), content]);
};
const sequence = (...parts: readonly Uint8Array[]) => tagged(0x30, ...parts);
const text = (tag: number, value: string) => tagged(tag, encoder.encode(value));

// 1.2.840.113549.1.1.11, sha256WithRSAEncryption; 2.5.4.3, a common name.
const signatureAlgorithm = sequence(
  tagged(0x06, bytes(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b)),
  tagged(0x05),
);
const name = sequence(tagged(0x31, sequence(tagged(0x06, bytes(0x55, 0x04, 0x03)), text(0x0c, "messages"))));

export interface Signer {
  readonly pem: string;
  readonly sign: (message: string) => Promise<string>;
}

/** `validTo` as ASN.1 writes it: `301231235959Z`. */
export async function makeSigner(validTo = "491231235959Z"): Promise<Signer> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const pair = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: bytes(1, 0, 1) },
    true,
    ["sign", "verify"],
  );
  if (!("privateKey" in pair)) throw new Error("a signature takes two keys");
  const seal = async (content: Uint8Array) =>
    new Uint8Array(await crypto.subtle.sign(algorithm, pair.privateKey, content));
  const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
  if (!(spki instanceof ArrayBuffer)) throw new Error("a key in DER is bytes");
  const content = sequence(
    tagged(0xa0, tagged(0x02, bytes(2))),
    tagged(0x02, bytes(1)),
    signatureAlgorithm,
    name,
    sequence(text(0x17, "200101000000Z"), text(0x17, validTo)),
    name,
    new Uint8Array(spki),
  );
  const der = sequence(content, signatureAlgorithm, tagged(0x03, bytes(0), await seal(content)));
  const lines = toBase64(der).match(/.{1,64}/gu) ?? [];
  return {
    pem: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
    sign: async (message) => toBase64(await seal(encoder.encode(message))),
  };
}
