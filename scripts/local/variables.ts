import { loadDevelopmentKeys } from "../development-keys.ts";

/** The Worker's variables and secrets for a run on this machine. */
export function computeVariables(options: {
  readonly dataDir: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly bridge: string | undefined;
}): Record<string, string> {
  return {
    ENVIRONMENT: "development",
    ORIGIN: `http://localhost:${options.port}`,
    ALLOWED_ORIGINS: `http://127.0.0.1:${options.port}`,
    DATABASE_URL: options.databaseUrl,
    DATABASE_BRIDGE: options.bridge ?? "",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    ...readProviderVariables(process.env),
    ...loadDevelopmentKeys(options.dataDir),
  };
}

const providerVariables = [
  "GOOGLE_CLIENT_ID",
  "GOOGLE_CLIENT_SECRET",
  "GOOGLE_ISSUER",
  "APPLE_CLIENT_ID",
  "APPLE_TEAM_ID",
  "APPLE_KEY_ID",
  "APPLE_PRIVATE_KEY",
  "APPLE_ISSUER",
  "PAYMENT_PROVIDER",
  "STRIPE_SECRET_KEY",
  "STRIPE_PUBLISHABLE_KEY",
  "STRIPE_WEBHOOK_SECRETS",
  "STRIPE_API_BASE",
  "PAYPAL_CLIENT_ID",
  "PAYPAL_CLIENT_SECRET",
  "PAYPAL_WEBHOOK_ID",
  "PAYPAL_API_BASE",
  "HOUSE_NAME",
  "HOUSE_ADDRESS",
  "HOUSE_TAX_NUMBER",
  "HOUSE_EMAIL",
] as const;

/** Providers are those that the surroundings configure, as they would a deployment's. */
function readProviderVariables(surroundings: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(providerVariables.map((name) => [name, surroundings[name] ?? ""]));
}
