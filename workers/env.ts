import { z } from "zod";
import { accessTokenKeySet, factorKeySet, logSigningKeySet, symmetricKey } from "../contract/keys.ts";
import type { WorkItem } from "../db/settlement/work-item.ts";
import type { AuctionRoom } from "../durable-objects/auction-room/auction-room.ts";
import type { RateLimiter } from "../durable-objects/rate-limiter/rate-limiter.ts";
import type { TestBank } from "../durable-objects/test-bank/test-bank.ts";
import {
  findPaymentProviderProblems,
  paymentProviderSettings,
} from "./providers/payments/payment-settings.ts";
import { findStorageProblems, storageSettings } from "./providers/storage/storage-settings.ts";

/** The services of wrangler.toml. */
export interface Bindings {
  readonly AUCTION_ROOM: DurableObjectNamespace<AuctionRoom>;
  readonly RATE_LIMITER: DurableObjectNamespace<RateLimiter>;
  readonly TEST_BANK: DurableObjectNamespace<TestBank>;
  /** The platform's own counter before public reads. Absent: there is none, which production does not accept. */
  readonly READ_SHIELD?: RateLimit;
  readonly CACHE: KVNamespace;
  readonly MEDIA: R2Bucket;
  readonly IMAGES: ImagesBinding;
  readonly ROOM_NUDGES: Queue<{ readonly auctionId: string }>;
  readonly MONEY_WORK: Queue<WorkItem>;
  readonly ASSETS: Fetcher;
}

/** The variables and secrets of the Worker as they arrive: text, unchecked. Parsed by {@link parseSettings}. */
export type RawSettings = { readonly [Name in keyof z.input<typeof settingsSchema>]: string | undefined };

declare global {
  // The platform's types name the environment of this Worker so.
  namespace Cloudflare {
    interface Env extends Bindings, RawSettings {}
  }
}

const origin = z.url().transform((text, context) => {
  const url = new URL(text);
  if (url.origin === text) return text;
  context.addIssue({ code: "custom", message: `is not a bare origin; write ${url.origin}` });
  return z.NEVER;
});

/** Where a provider is; another place than its own is for development and tests. */
const issuer = (own: string) =>
  z
    .union([z.literal(""), z.url()])
    .default("")
    .transform((text) => (text === "" ? own : text));

const settingsSchema = z.object({
  ENVIRONMENT: z.enum(["development", "test", "staging", "production"]),
  /** Where the product is served from: cookies, links in mails and Origin checks follow it. */
  ORIGIN: origin,
  /** Further origins that may call the API from a browser, separated by commas. */
  ALLOWED_ORIGINS: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .pipe(z.array(origin)),
  DATABASE_URL: z.string().regex(/^postgres(?:ql)?:\/\/[^\s]+$/u, "is not a postgres:// address"),
  /** `host:port` of the local bridge that speaks Neon's protocols. Empty with a real Neon. */
  DATABASE_BRIDGE: z
    .union([z.literal(""), z.string().regex(/^[a-z0-9.-]+:\d{2,5}$/u, "is not host:port")])
    .default("")
    .transform((text) => (text === "" ? undefined : text)),
  ACCESS_TOKEN_KEYS: accessTokenKeySet,
  REFRESH_TOKEN_KEY: symmetricKey,
  TICKET_KEY: symmetricKey,
  /** Under them lie the secrets of authenticator apps: a key that is lost turns off the factors under it. */
  FACTOR_KEY: factorKeySet,
  LOG_SIGNING_KEYS: logSigningKeySet,
  /** Sign-in with Google is on where its client id is set. */
  GOOGLE_CLIENT_ID: z.string().default(""),
  GOOGLE_CLIENT_SECRET: z.string().default(""),
  GOOGLE_ISSUER: issuer("https://accounts.google.com"),
  /** Sign-in with Apple is on where its client id (a Services ID) is set. */
  APPLE_CLIENT_ID: z.string().default(""),
  APPLE_TEAM_ID: z.string().default(""),
  APPLE_KEY_ID: z.string().default(""),
  /** The key of the team as PKCS #8 PEM; `\n` may stand for its line breaks. */
  APPLE_PRIVATE_KEY: z
    .string()
    .default("")
    .transform((text) => text.replaceAll("\\n", "\n")),
  APPLE_ISSUER: issuer("https://appleid.apple.com"),
  /** Who holds cards and moves money. The built-in test provider moves none, so production has to name another. */
  PAYMENT_PROVIDER: z
    .union([z.literal(""), z.enum(["test", "stripe", "paypal"])])
    .default("")
    .transform((name) => (name === "" ? "test" : name)),
  /** Signs the webhooks of the test provider, which is off without it. */
  TEST_BANK_KEY: z.union([z.literal(""), symmetricKey]).default(""),
  ...paymentProviderSettings,
  ...storageSettings,
  /** Who invoices are from: the house's name, its address (`|` between the lines), tax number and mail, as far as there are. */
  HOUSE_NAME: z
    .string()
    .default("")
    .transform((name) => (name === "" ? "Blytz Live" : name)),
  HOUSE_ADDRESS: z.string().default(""),
  HOUSE_TAX_NUMBER: z.string().default(""),
  HOUSE_EMAIL: z.string().default(""),
  /** Bearer of `/metrics`. */
  METRICS_TOKEN: symmetricKey,
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

/** The checked configuration of the Worker. */
export type Settings = z.infer<typeof settingsSchema>;

const developmentMark = "dev-";

/** Every secret that carries the mark of a development key; the marks make a default visible where it must not be. */
function findDevelopmentSecrets(settings: Settings): string[] {
  const marked: string[] = [];
  const mark = (name: string, values: readonly string[]): void => {
    if (values.some((value) => value.startsWith(developmentMark))) marked.push(name);
  };
  mark(
    "ACCESS_TOKEN_KEYS",
    settings.ACCESS_TOKEN_KEYS.keys.map((key) => key.kid),
  );
  mark(
    "LOG_SIGNING_KEYS",
    settings.LOG_SIGNING_KEYS.keys.map((key) => key.kid),
  );
  mark("REFRESH_TOKEN_KEY", [settings.REFRESH_TOKEN_KEY]);
  mark("TICKET_KEY", [settings.TICKET_KEY]);
  mark(
    "FACTOR_KEY",
    settings.FACTOR_KEY.keys.map((key) => key.k),
  );
  mark("TEST_BANK_KEY", [settings.TEST_BANK_KEY]);
  mark("METRICS_TOKEN", [settings.METRICS_TOKEN]);
  return marked;
}

/** A provider that is half configured would fail its first visitor. */
function findUnfinishedProviders(settings: Settings): string[] {
  const { GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = settings;
  const { APPLE_CLIENT_ID, APPLE_TEAM_ID, APPLE_KEY_ID, APPLE_PRIVATE_KEY } = settings;
  const apple = { APPLE_TEAM_ID, APPLE_KEY_ID, APPLE_PRIVATE_KEY };
  return [
    ...(GOOGLE_CLIENT_ID !== "" && GOOGLE_CLIENT_SECRET === "" ? ["GOOGLE_CLIENT_SECRET"] : []),
    ...(APPLE_CLIENT_ID === ""
      ? []
      : Object.entries(apple).flatMap(([name, value]) => (value === "" ? name : []))),
  ].map((name) => `${name} is missing beside the client id`);
}

/** A payment provider that could not be asked, or whose money is not real where it should be. */
function findPaymentProblems({ ENVIRONMENT, PAYMENT_PROVIDER, TEST_BANK_KEY }: Settings): string[] {
  if (PAYMENT_PROVIDER !== "test") return [];
  if (ENVIRONMENT === "production") return ["PAYMENT_PROVIDER: the test provider moves no money"];
  return TEST_BANK_KEY === "" ? ["TEST_BANK_KEY is missing"] : [];
}

function findUnsafeItems(settings: Settings, raw: object): string[] {
  if (settings.ENVIRONMENT === "development" || settings.ENVIRONMENT === "test") return [];
  const where = `in ${settings.ENVIRONMENT}`;
  const problems = findDevelopmentSecrets(settings).map((name) => `${name} is a development key ${where}`);
  if (!("READ_SHIELD" in raw)) problems.push(`READ_SHIELD is not bound ${where}`);
  if (settings.DATABASE_BRIDGE !== undefined) problems.push(`DATABASE_BRIDGE must be empty ${where}`);
  for (const address of [
    settings.ORIGIN,
    ...settings.ALLOWED_ORIGINS,
    settings.GOOGLE_ISSUER,
    settings.APPLE_ISSUER,
  ]) {
    if (!address.startsWith("https://")) problems.push(`${address} must be https ${where}`);
  }
  const { REFRESH_TOKEN_KEY, TICKET_KEY, FACTOR_KEY, METRICS_TOKEN, TEST_BANK_KEY } = settings;
  const factorKeys = FACTOR_KEY.keys.map((key) => key.k);
  const secrets = [REFRESH_TOKEN_KEY, TICKET_KEY, METRICS_TOKEN, TEST_BANK_KEY, ...factorKeys];
  if (new Set(secrets).size < secrets.length) {
    problems.push(
      `REFRESH_TOKEN_KEY, TICKET_KEY, FACTOR_KEY, METRICS_TOKEN and TEST_BANK_KEY must differ ${where}`,
    );
  }
  return problems;
}

/**
 * Checks the configuration; throws one error that names everything wrong with it, and never a value.
 * Called as the Worker starts, so a deployment with a missing or a development secret does not come up at all.
 */
export function parseSettings(raw: object): Settings {
  const parsed = settingsSchema.safeParse(raw);
  const problems = parsed.success
    ? [
        ...findUnfinishedProviders(parsed.data),
        ...findPaymentProblems(parsed.data),
        ...findPaymentProviderProblems(parsed.data),
        ...findStorageProblems(parsed.data),
        ...findUnsafeItems(parsed.data, raw),
      ]
    : parsed.error.issues.map((issue) => describeIssue(issue, raw));
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new Error(`The configuration is not usable:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
}

function describeIssue(issue: z.core.$ZodIssue, raw: object): string {
  const [name, ...inside] = issue.path.map(String);
  if (name !== undefined && !(name in raw)) return `${name} is missing`;
  const place = inside.length === 0 ? "" : ` at ${inside.join(".")}`;
  return `${name ?? "the environment"}${place}: ${issue.message}`;
}

const settingsByEnvironment = new WeakMap<object, Settings>();

/** The checked configuration of an environment object, parsed once per isolate. */
export function getSettings(env: object): Settings {
  const known = settingsByEnvironment.get(env);
  if (known !== undefined) return known;
  const settings = parseSettings(env);
  settingsByEnvironment.set(env, settings);
  return settings;
}
