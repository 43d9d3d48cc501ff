import { and, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "../database.ts";
import type { AccountNoticeKind } from "../schema/account-notices.ts";
import { accountNotices } from "../schema/account-notices.ts";
import { users } from "../schema/users.ts";
import type { WorkItem } from "../settlement/work-item.ts";
import { hasId } from "./ids.ts";

/** Has somebody told, once. Returns what to send work for. */
export async function writeAccountNotice(
  transaction: Transaction,
  notice: {
    readonly userId: string;
    readonly kind: AccountNoticeKind;
    readonly about: string;
    readonly details: Readonly<Record<string, string>>;
    readonly at: Date;
  },
): Promise<WorkItem[]> {
  const { at, ...values } = notice;
  const made = await transaction
    .insert(accountNotices)
    .values({ ...values, nextActionAt: at })
    .onConflictDoNothing()
    .returning({ id: accountNotices.id });
  return made.map(({ id }) => ({ kind: "account-notice", id }));
}

/** A notice that was not sent yet, and to whom it goes. */
export async function findAccountNoticeToSend(database: Database, noticeId: string) {
  const [row] = await database
    .select({
      kind: accountNotices.kind,
      details: accountNotices.details,
      email: users.email,
      displayName: users.displayName,
    })
    .from(accountNotices)
    .innerJoin(users, eq(users.id, accountNotices.userId))
    .where(and(hasId(accountNotices.id, noticeId), isNull(accountNotices.sentAt)));
  return row;
}

export type AccountNoticeToSend = NonNullable<Awaited<ReturnType<typeof findAccountNoticeToSend>>>;

export async function markAccountNoticeSent(database: Database, noticeId: string, at: Date): Promise<void> {
  await database
    .update(accountNotices)
    .set({ sentAt: at, nextActionAt: null })
    .where(eq(accountNotices.id, noticeId));
}
