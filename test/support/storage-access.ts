// What the storage servers of the tests and the tests agree on; given by the project's global setup, storage-setup.ts.
declare module "vitest" {
  interface ProvidedContext {
    /** Something that speaks S3's protocol; empty where there is none. */
    s3Endpoint: string;
    /** Azurite with its account; empty where there is none. */
    azureEndpoint: string;
  }
}

/** The bucket, and the container. */
export const bucket = "blytz-media";

export const s3Access = {
  accessKeyId: "blytz-test-access",
  secretAccessKey: "a-secret-of-the-test-storage",
  region: "eu-central-1",
} as const;

/** The account every Azurite has, with the key its documentation publishes. */
export const azureAccount = {
  name: "devstoreaccount1",
  key: "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
} as const;
