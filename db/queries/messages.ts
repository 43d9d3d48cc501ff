import { and, eq, isNull } from "drizzle-orm";
import { accept, type Result } from "../../domain/result.ts";
import type { Database } from "../database.ts";
import { chatMessages } from "../schema/chat-messages.ts";
import { hasId } from "./ids.ts";
import { getFetchLimit, getOrder, type InvalidCursor, type Keyset, makePage } from "./keyset.ts";
import { type Page, type PageRequest, readCursor } from "./keyset.ts";

/** A name and a role, never a user id: the room shows no more either. */
const messageColumns = {
  id: chatMessages.id,
  displayName: chatMessages.displayName,
  role: chatMessages.role,
  text: chatMessages.text,
  at: chatMessages.at,
};

const selectMessages = (database: Database) => database.select(messageColumns).from(chatMessages).$dynamic();

export type Message = Awaited<ReturnType<typeof selectMessages>>[number];

const keyset: Keyset = { name: "messages", columns: [chatMessages.at, chatMessages.id], descending: true };

/** The chat of an auction, latest first, without what was removed. */
export async function listMessages(
  database: Database,
  auctionId: string,
  request: PageRequest,
): Promise<Result<Page<Message>, InvalidCursor>> {
  const behind = readCursor(keyset, request.cursor);
  if (!behind.ok) return behind;
  const rows = await selectMessages(database)
    .where(
      and(
        hasId(chatMessages.auctionId, auctionId),
        isNull(chatMessages.removedAt),
        eq(chatMessages.type, "text"),
        behind.value,
      ),
    )
    .orderBy(...getOrder(keyset))
    .limit(getFetchLimit(request));
  return accept(makePage(keyset, request, rows, (row) => [row.at, row.id]));
}
