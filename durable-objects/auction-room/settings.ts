import { logSigningKeySet, symmetricKey } from "../../contract/keys.ts";
import { z } from "../../contract/zod.ts";

/** What a room reads of its environment. The Worker checks the whole of it at its start; a room parses its own part. */
const roomSettings = z.object({
  ENVIRONMENT: z.string().min(1),
  ORIGIN: z.url(),
  ALLOWED_ORIGINS: z.string().default(""),
  TICKET_KEY: symmetricKey,
  LOG_SIGNING_KEYS: logSigningKeySet,
});

export interface RoomSettings {
  /** Whole origins (`https://blytz.example`) a browser may connect from. */
  readonly origins: ReadonlySet<string>;
  readonly ticketKey: string;
  readonly logSigningKeys: z.infer<typeof logSigningKeySet>["keys"];
  /** The header with the client's address, where the platform writes it; null where the client could itself. */
  readonly addressHeader: string | null;
}

const settingsByEnvironment = new WeakMap<object, RoomSettings>();

/** The room's part of the environment, parsed once per isolate: thousands of rooms may share one. */
export function getRoomSettings(env: object): RoomSettings {
  const known = settingsByEnvironment.get(env);
  if (known !== undefined) return known;
  const raw = roomSettings.parse(env);
  const isLocal = raw.ENVIRONMENT === "development";
  const allowed = raw.ALLOWED_ORIGINS.split(",").map((origin) => origin.trim());
  const settings: RoomSettings = {
    origins: new Set([
      raw.ORIGIN,
      ...allowed.filter((origin) => origin !== ""),
      ...(isLocal ? findLoopbackNames(raw.ORIGIN) : []),
    ]),
    ticketKey: raw.TICKET_KEY,
    logSigningKeys: raw.LOG_SIGNING_KEYS.keys,
    addressHeader: isLocal ? null : "CF-Connecting-IP",
  };
  settingsByEnvironment.set(env, settings);
  return settings;
}

/** This machine's names for itself, as the interface's own Origin check knows them. */
function findLoopbackNames(origin: string): string[] {
  const names = ["localhost", "127.0.0.1", "[::1]"];
  const { protocol, hostname, port } = new URL(origin);
  if (!names.includes(hostname)) return [];
  return names.map((name) => new URL(`${protocol}//${name}${port === "" ? "" : `:${port}`}`).origin);
}
