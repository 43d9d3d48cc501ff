import type { Settings } from "../env.ts";

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether an Origin is the product's own. In development the machine's other names for itself count too, on the same
 * port: which of them somebody types says nothing about who they are.
 */
export function isOwnOrigin(settings: Settings, origin: string): boolean {
  if (origin === settings.ORIGIN) return true;
  if (settings.ENVIRONMENT !== "development" || !URL.canParse(origin)) return false;
  const [given, own] = [new URL(origin), new URL(settings.ORIGIN)];
  const isLoopback = loopbackHosts.has(given.hostname) && loopbackHosts.has(own.hostname);
  return isLoopback && given.protocol === own.protocol && given.port === own.port && given.origin === origin;
}

/** Whether pages of this origin may call the interface. */
export function isAllowedOrigin(settings: Settings, origin: string): boolean {
  return isOwnOrigin(settings, origin) || settings.ALLOWED_ORIGINS.includes(origin);
}
