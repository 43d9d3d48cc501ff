import type { Database } from "../../db/database.ts";
import { keepDevelopmentMail } from "../../db/queries/development-mails.ts";
import type { Mailer } from "./mail.ts";

/** Keeps mails in Postgres, to be read at `/api/v1/dev/mails`: links work on a laptop without anything being sent. */
export const makeDevelopmentMailbox = (database: Database): Mailer => ({
  send: (mail, at) => keepDevelopmentMail(database, { ...mail, sentAt: at }),
});
