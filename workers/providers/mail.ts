import type { DatabaseClient } from "../../db/database.ts";
import type { Settings } from "../env.ts";
import { makeDevelopmentMailbox } from "./development-mailbox.ts";

export interface Mail {
  readonly recipient: string;
  readonly subject: string;
  /** Plain text; every mail of ours can be read without a picture or a script. */
  readonly text: string;
}

/** Who delivers mail. One file per provider. */
export interface Mailer {
  readonly send: (mail: Mail, at: Date) => Promise<void>;
}

export const hasDevelopmentMailbox = ({ ENVIRONMENT }: Settings): boolean =>
  ENVIRONMENT === "development" || ENVIRONMENT === "test";

/** The mailer of a configuration; undefined where none is set up. */
export function findMailer(settings: Settings, { database }: DatabaseClient): Mailer | undefined {
  return hasDevelopmentMailbox(settings) ? makeDevelopmentMailbox(database) : undefined;
}
