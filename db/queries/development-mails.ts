import { and, eq } from "drizzle-orm";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { developmentMails } from "../schema/development-mails.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

export type DevelopmentMail = typeof developmentMails.$inferSelect;

export async function keepDevelopmentMail(
  database: Database,
  mail: Omit<DevelopmentMail, "id">,
): Promise<void> {
  await database.insert(developmentMails).values(mail);
}

const keyset: Keyset = {
  name: "mails",
  columns: [developmentMails.sentAt, developmentMails.id],
  descending: true,
};

/** What was sent, to one mailbox or to all, latest first. */
export async function listDevelopmentMails(
  database: Database,
  recipient: string | undefined,
  request: PageRequest,
): Promise<Result<Page<DevelopmentMail>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await database
    .select()
    .from(developmentMails)
    .where(and(recipient === undefined ? undefined : eq(developmentMails.recipient, recipient), behind.value))
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.sentAt, row.id]));
}
