import { AwsV4Signer } from "aws4fetch";
import type { SendRequest } from "./http-file.ts";
import { makeHttpStorage, toRequestBody } from "./http-file.ts";
import type { ExpectedFile, FileStorage, PresignedPut } from "./storage.ts";
import type { StorageSettings } from "./storage-settings.ts";

interface Access {
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const onlyNew = { "If-None-Match": "*" };

/**
 * Files in a bucket of whatever speaks S3's protocol, with its requests signed by AWS's fourth version: S3, Google Cloud
 * Storage with HMAC keys, R2 from outside. Buckets are named in the path, which all of them understand.
 */
export function makeS3Storage(settings: StorageSettings): FileStorage {
  const { S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = settings;
  const access = {
    service: "s3",
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  };
  const toUrl = (key: string): URL => new URL(`${settings.S3_ENDPOINT}/${settings.S3_BUCKET}/${key}`);
  const send: SendRequest = async ({ method, key, headers = new Headers(), content }) => {
    // The payload is left out of the signature, so a stream needs no second reading; https keeps it whole.
    const { body } = toRequestBody(content);
    const signer = new AwsV4Signer({ ...access, method, url: toUrl(key).href, headers });
    const signed = await signer.sign();
    return fetch(signed.url, { method, headers: signed.headers, ...(body === undefined ? {} : { body }) });
  };
  return {
    ...makeHttpStorage(send, onlyNew),
    presignPut: (key, file) => presignPut(access, toUrl(key), file),
  };
}

/**
 * An address that takes one file: its length and type and that nothing is there yet are headers under the signature, so a
 * request that says anything else does not fit it.
 */
async function presignPut(
  access: Access,
  url: URL,
  { contentType, size, lifeSeconds }: ExpectedFile,
): Promise<PresignedPut> {
  url.searchParams.set("X-Amz-Expires", String(lifeSeconds));
  const headers = { "Content-Type": contentType, ...onlyNew };
  const signer = new AwsV4Signer({
    ...access,
    method: "PUT",
    url: url.href,
    headers: { ...headers, "Content-Length": String(size) },
    signQuery: true,
    // Length and type are left out of a signature otherwise.
    allHeaders: true,
  });
  const signed = await signer.sign();
  return { url: signed.url.href, headers };
}
