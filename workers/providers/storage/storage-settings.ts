import { z } from "zod";

const text = z.string().default("");

const address = z
  .union([z.literal(""), z.url()])
  .default("")
  .transform((given) => given.replace(/\/+$/u, ""));

/** Where files are kept; part of the Worker's settings (workers/env.ts). docs/media.md has a recipe for each provider. */
export const storageSettings = {
  STORAGE_PROVIDER: z
    .union([z.literal(""), z.enum(["r2", "s3", "azure"])])
    .default("")
    .transform((name) => (name === "" ? "r2" : name)),
  /** Whatever speaks S3's protocol: S3 itself, Google Cloud Storage with HMAC keys, R2 from outside of Cloudflare. */
  S3_ENDPOINT: address,
  S3_REGION: text.transform((region) => (region === "" ? "auto" : region)),
  S3_BUCKET: text,
  S3_ACCESS_KEY_ID: text,
  S3_SECRET_ACCESS_KEY: text,
  AZURE_STORAGE_ACCOUNT: text,
  /** One of the account's two keys, base64 as the portal shows it. */
  AZURE_STORAGE_KEY: z.union([z.literal(""), z.base64("is not base64")]).default(""),
  AZURE_STORAGE_CONTAINER: text,
  /** Empty: the account's own address. */
  AZURE_STORAGE_ENDPOINT: address,
};

export type StorageSettings = z.infer<z.ZodObject<typeof storageSettings>>;

const needed = {
  r2: [],
  s3: ["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"],
  azure: ["AZURE_STORAGE_ACCOUNT", "AZURE_STORAGE_KEY", "AZURE_STORAGE_CONTAINER"],
} as const satisfies Record<StorageSettings["STORAGE_PROVIDER"], readonly (keyof StorageSettings)[]>;

/** What is wrong with the storage that is configured. People's files and the keys to them travel by https alone. */
export function findStorageProblems(settings: StorageSettings & { readonly ENVIRONMENT: string }): string[] {
  const { STORAGE_PROVIDER: provider, ENVIRONMENT: environment } = settings;
  const missing = needed[provider].filter((name) => settings[name] === "");
  const isRehearsed = environment === "development" || environment === "test";
  const plain = isRehearsed
    ? []
    : (["S3_ENDPOINT", "AZURE_STORAGE_ENDPOINT"] as const).filter((name) =>
        settings[name].startsWith("http://"),
      );
  return [
    ...missing.map((name) => `${name} is missing beside STORAGE_PROVIDER=${provider}`),
    ...plain.map((name) => `${name} must be https in ${environment}`),
  ];
}
