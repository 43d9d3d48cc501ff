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
    ...loadDevelopmentKeys(options.dataDir),
  };
}
